/** Distant hills with a pulse wave for a ridge. Decoration only. */
export function Landscape() {
  return (
    <svg class="landscape" viewBox="0 0 1920 420" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <circle cx="1530" cy="96" r="46" fill="#eadfc6" />
      <path
        fill="#dfe8de"
        d="M0 250C160 190 260 120 380 150s180 90 300 60 220-130 360-110 220 110 350 90 250-110 360-80 130 60 170 80v230H0z"
      />
      <path
        fill="#c9dacd"
        d="M0 320c140-50 240-110 360-80s200 80 330 50 200-90 330-70 230 80 370 50 240-80 340-60 150 50 190 70v140H0z"
      />
      <path
        fill="none"
        stroke="#1b6b4a"
        stroke-opacity=".35"
        stroke-width="3"
        stroke-linejoin="round"
        d="M0 352h170c20 0 24-66 40-66s18 54 30 46 16-10 26-4 14 24 34 24h250c20 0 24-66 40-66s18 54 30 46 16-10 26-4 14 24 34 24h250c20 0 24-66 40-66s18 54 30 46 16-10 26-4 14 24 34 24h250c20 0 24-66 40-66s18 54 30 46 16-10 26-4 14 24 34 24h510"
      />
    </svg>
  );
}
