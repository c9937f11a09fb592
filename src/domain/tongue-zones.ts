/**
 * Where the zones lie, in shares of the tongue's bounding box (u across, v from root to tip) and, at the sides, of the
 * depth of its deepest point. After the project's 110-number feature set. The measurement and the drawing both read it.
 */
export const TONGUE_ZONES = {
  /** The tip is below this v. */
  tipFrom: 0.8,
  /** The root is above this v, away from the border. */
  rootTo: 0.3,
  centreTo: 0.65,
  /** Half of the centre's width. */
  centreHalfWidth: 0.2,
  /** Sides lie below this v and above the tip. */
  sidesFrom: 0.25,
  /** Sides are nearer the border than this share of the greatest depth. */
  rim: 0.25,
} as const;
