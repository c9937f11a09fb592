/** What the attribute model's colour classes are called; a label of another origin stands as it is. */
const NAMES: Readonly<Record<'body' | 'coating', Readonly<Record<string, string>>>> = {
  body: { light: '淡', regular: '淡红', dark: '深红或暗' },
  coating: { white: '白', 'light-yellow': '淡黄', yellow: '黄' },
};

export function namedColour(part: 'body' | 'coating', label: string): string {
  return NAMES[part][label] ?? label;
}
