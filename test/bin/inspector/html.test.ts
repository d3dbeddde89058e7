import fc from 'fast-check';
import { html, renderHtml } from '../../../bin/inspector/markup/html.ts';
import { indentedJson } from '../../../bin/webhooks/terminal/json.ts';

describe('html', () => {
  it('escapes what is text, in elements and attributes', () => {
    const text = `<script>"it's" & that</script>`;
    const escaped = '&lt;script&gt;&quot;it&#39;s&quot; &amp; that&lt;/script&gt;';
    expect(renderHtml(html`<b title="${text}">${text}</b>`)).toBe(
      `<b title="${escaped}">${escaped}</b>`,
    );
  });

  it('lets no text escape its element or attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(renderHtml(html`${text}`)).not.toMatch(/[<>"']/);
      }),
    );
  });

  it('shows invisible characters, and keeps the lines of a text', () => {
    expect(renderHtml(html`<pre title="${'\u202e'}">${'a\n\u001bb\u200b'}</pre>`)).toBe(
      '<pre title="\\u202e">a\n\\u001bb\\u200b</pre>',
    );
  });

  it('keeps HTML unchanged, joins lists, and omits empty values', () => {
    const items = ['a', 'b'].map((one) => html`<li>${one}</li>`);
    expect(renderHtml(html`<ul>${items}</ul>${undefined}${null}${false}${0}`)).toBe(
      '<ul><li>a</li><li>b</li></ul>0',
    );
  });
});

describe('a body for reading', () => {
  const tokens = (json: string) => json.match(/"(?:[^"\\]|\\.)*"|[^\s"]/g)?.join('');

  it('keeps every token unchanged', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        expect(tokens(indentedJson(json))).toBe(tokens(json));
        expect(JSON.parse(indentedJson(json))).toEqual(JSON.parse(json));
      }),
    );
  });

  it('keeps digits and duplicate fields that parsing would lose', () => {
    expect(indentedJson('{"a":12.50,"b":[],"a":1e400}')).toBe(
      '{\n  "a": 12.50,\n  "b": [],\n  "a": 1e400\n}',
    );
  });
});
