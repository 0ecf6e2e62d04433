/** How many seeds a test that repeats itself takes: a few, or with PITH_TUI_TESTS=all in the environment all of them. */
export function seeds(few: number, all: number): number[] {
  const count = process.env.PITH_TUI_TESTS === 'all' ? all : few;
  return Array.from({ length: count }, (_, at) => at + 1);
}
