import { Button } from './button.tsx';
import { WORDS } from './words.ts';

/** Digits, one extra key (`X` for ID numbers) and delete. A physical keyboard is the field's own affair. */
export function NumberPad(props: { readonly extraKey: string; readonly onKey: (key: string) => void }) {
  const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', props.extraKey, '0'];
  return (
    <div class="number-pad">
      {keys.map((key) => (
        <Button key={key} onPress={() => props.onKey(key)}>
          {key}
        </Button>
      ))}
      <Button label={WORDS.delete} onPress={() => props.onKey('delete')}>
        ⌫
      </Button>
    </div>
  );
}
