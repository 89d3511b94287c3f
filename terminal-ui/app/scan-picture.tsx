// A phone with a code in front of the reader. The code is a drawing, it opens nothing.

/** Which of 7 × 7 squares are dark: three corners as a QR has them, and some in between. */
const PATTERN = ["1110111", "1010101", "1110111", "0101010", "1110110", "1011001", "1110101"];

export const ScanPicture = () => (
  <svg class="scan-picture" viewBox="0 0 420 300" aria-hidden="true">
    <g class="phone">
      <rect class="phone-body" x="40" y="20" width="150" height="260" rx="20" />
      <rect class="phone-glass" x="52" y="42" width="126" height="206" rx="6" />
      <g class="code">
        {PATTERN.flatMap((row, y) =>
          Array.from(row, (square, x) =>
            square === "1" ? (
              <rect key={`${x} ${y}`} x={66 + x * 14} y={96 + y * 14} width="14" height="14" />
            ) : null,
          ),
        )}
      </g>
      <circle class="phone-glass" cx="115" cy="264" r="8" />
    </g>
    <path class="beam" d="M330 145 196 84v122z" />
    <g class="reader">
      <rect x="326" y="60" width="70" height="170" rx="12" />
      <rect class="window" x="326" y="110" width="14" height="70" rx="4" />
    </g>
  </svg>
);
