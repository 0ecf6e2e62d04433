/** HTML, JATS and MathML in titles, names and abstracts. */
import { describe, expect, it } from 'vitest';
import { plainLine, plainText } from '../../../src/sources/markup/markup.js';

describe('markup in titles', () => {
  it.each([
    ['Buoys <i>in vivo</i>: H<sub>2</sub>O &amp; more', 'Buoys in vivo: H2O & more'],
    ['&lt;scp&gt;Dna&lt;/scp&gt; and &amp;lt;i&amp;gt;E. coli&amp;lt;/i&amp;gt;', 'Dna and E. coli'],
    [
      'Notes on the<i>Lyophyllum</i>sp. and of<em>E. coli</em>in soil',
      'Notes on the Lyophyllum sp. and of E. coli in soil',
    ],
    ['<i>trans</i>formation, two <i>Kitus</i>es, <b>B</b>idirectional', 'transformation, two Kituses, Bidirectional'],
    ['10<sup>5</sup> kites, the 21<sup>st</sup>, m<sup>2</sup>', '10⁵ kites, the 21st, m2'],
    ['if a<b and c>d, p &lt; 0.05, List<String>', 'if a<b and c>d, p < 0.05, List<String>'],
    [
      'A <jats:italic toggle="yes">x</jats:italic><mml:math><mml:mi>y</mml:mi></mml:math> &alpha; &#8211; &unknown;',
      'A xy α – &unknown;',
    ],
    ['One<br/>two<p>three</p>', 'One two three'],
    ['a<!-- b -->c <?d e?><![CDATA[f]]> <script>g</script>h', 'ac f h'],
    ['a <!-- never ended', 'a <!-- never ended'],
    ['<span class="a > b">x</span> <font color=red>y</font>', 'x y'],
    ['R&D at AT&T', 'R&D at AT&T'],
  ])('%s', (marked, plain) => {
    expect(plainLine(marked)).toBe(plain);
  });
  it('of abstracts makes paragraphs, and ends of lines do where there is none', () => {
    expect(plainText('<jats:p>One\n\ntwo</jats:p><jats:p>three &amp; four</jats:p>')).toBe('One two\n\nthree & four');
    expect(plainText('One &amp; two\n\nthree')).toBe('One & two\n\nthree');
  });
});
