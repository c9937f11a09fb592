/** How a serial line is set. Pseudo-terminals and TCP ignore it. Software flow control is never used: it eats 0x11 and 0x13. */
export interface SerialLine {
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'odd' | 'even';
  readonly stopBits: 1 | 2;
}

/** 8 data bits, no parity, 1 stop bit: what most devices use. */
export function line8N1(baudRate: number): SerialLine {
  return { baudRate, dataBits: 8, parity: 'none', stopBits: 1 };
}
