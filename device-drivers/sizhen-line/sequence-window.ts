/** Recognises lines that come twice. A slot remembers the last number with the same low byte: 256 numbers in all. */
export function createSequenceWindow(): (sequence: number) => 'new' | 'repeated' {
  const slots = new Int32Array(256).fill(-1);
  return (sequence) => {
    const slot = sequence & 255;
    if (slots[slot] === sequence) return 'repeated';
    slots[slot] = sequence;
    return 'new';
  };
}
