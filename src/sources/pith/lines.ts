/** A page as a person reads it: line by line, whatever it was saved as. */
export interface PageLine {
  /** Empty for the gap between two blocks. */
  text: string;
  /** 1-based line of the saved file. */
  number: number;
  /** Addresses the line links to, as written. */
  links: string[];
  /** True for the page's main heading. */
  heading: boolean;
}

export interface Page {
  lines: PageLine[];
  /** Addresses of the page itself. */
  addresses: string[];
}

/** A page saved as text. */
export function textPage(text: string): Page {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/u);
  return {
    lines: lines.map((line, at) => ({ text: line, number: at + 1, links: [], heading: false })),
    addresses: [],
  };
}
