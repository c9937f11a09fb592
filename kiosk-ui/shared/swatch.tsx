import { srgbFromLab } from '../../src/domain/colour.ts';
import type { Lab } from '../../src/domain/picture.ts';

/** A measured colour as a patch; its name stands beside it. */
export function Swatch({ lab }: { readonly lab: Lab }) {
  return <span class="swatch" aria-hidden="true" style={{ background: `rgb(${srgbFromLab(lab).join(' ')})` }} />;
}
