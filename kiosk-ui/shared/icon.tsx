/** Line icons on a 24-unit grid; one or more paths each, drawn with the current colour. */
const ICONS = {
  next: ['M5 12h14', 'M13 6l6 6-6 6'],
  back: ['M19 12H5', 'M11 6l-6 6 6 6'],
  leave: ['M14 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h8', 'M10 12h11', 'M17 8l4 4-4 4'],
  check: ['M4 12.5l5.5 5.5L20 7'],
  again: ['M20 12a8 8 0 1 1-2.5-5.8', 'M20 3v4.5h-4.5'],
  stop: ['M5 5h14v14H5z'],
  speak: ['M4 9.5v5h3.5L12 18.5v-13L7.5 9.5z', 'M15.5 9a4 4 0 0 1 0 6', 'M18 6.5a8 8 0 0 1 0 11'],
  help: [
    'M12 3v9',
    'M8.5 12V5.5',
    'M15.5 12V6',
    'M19 12.5V9',
    'M8.5 11.5L6 9.8c-1.4-.8-2.6.6-1.7 1.8l4 6.2A7 7 0 0 0 14 21c3.2 0 5-2.3 5-5.5v-3',
  ],
  print: ['M7 8V3h10v5', 'M5 17H3.5V9.5A1.5 1.5 0 0 1 5 8h14a1.5 1.5 0 0 1 1.5 1.5V17H19', 'M7 14h10v7H7z'],
  warning: ['M12 4L2.8 20h18.4z', 'M12 10v4.5', 'M12 17.4v.1'],
  danger: ['M8 3h8l5 5v8l-5 5H8l-5-5V8z', 'M12 8v5', 'M12 16v.1'],
  unplugged: [
    'M3 21l4.5-4.5',
    'M6 12l6 6 1.8-1.8a4.2 4.2 0 0 0-6-6z',
    'M21 3l-4.5 4.5',
    'M18 12l-6-6-1.8 1.8',
    'M18 12l-1.5 1.5',
  ],
  camera: [
    'M4 7.5h3.5L9.500 5h5l2 2.500H20a1 1 0 0 1 1 1V18a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8.500a1 1 0 0 1 1-1z',
    'M12 9.500a3.600 3.600 0 1 1 0 7.200 3.600 3.600 0 0 1 0-7.200z',
  ],
  lens: ['M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z', 'M15.5 15.5L21 21'],
  person: ['M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8z', 'M4.5 21a7.5 7.5 0 0 1 15 0'],
  upload: ['M12 16V5', 'M7.5 9.5L12 5l4.5 4.5', 'M4 19.5h16'],
  dots: ['M5 12v.1', 'M12 12v.1', 'M19 12v.1'],
} as const satisfies Record<string, readonly string[]>;

export type IconName = keyof typeof ICONS;

/** Decoration beside a label; hidden from assistive technology. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.9"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {ICONS[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
