/** The one place that knows ffmpeg's words. Only the input differs between a camera and a file. */

/** What a camera or a file gives. */
export type CameraFormat = 'mjpeg' | 'yuyv422';

/**
 * How brightness is coded: `full` 0–255, `limited` 16–235. JPEG files are full by definition (JFIF 1.02), and so are the
 * pictures of most webcams; some send limited ones without saying so, and uncompressed video (YUYV) is limited as a rule.
 */
export type CameraRange = 'full' | 'limited';

export interface CameraSource {
  readonly kind: 'device' | 'file';
  readonly path: string;
  readonly format: CameraFormat;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly framesPerSecond: number;
  readonly range: CameraRange;
}

/** A camera as most are: compressed pictures of 1280 × 720 in full range. */
export const COMPRESSED_CAMERA = {
  kind: 'device',
  format: 'mjpeg',
  widthPx: 1280,
  heightPx: 720,
  framesPerSecond: 15,
  range: 'full',
} as const satisfies Omit<CameraSource, 'path'>;

/** One that does not compress: what a USB 2.0 line carries of it. */
export const UNCOMPRESSED_CAMERA = {
  ...COMPRESSED_CAMERA,
  format: 'yuyv422',
  widthPx: 640,
  heightPx: 480,
  range: 'limited',
} as const satisfies Omit<CameraSource, 'path'>;

/** Errors only, on standard error; nothing is read from standard input. */
const QUIET = ['-hide_banner', '-loglevel', 'error', '-nostdin'];
/** Whole JPEG pictures after each other on standard output, each sent on at once. */
const OUTPUT = ['-flush_packets', '1', '-f', 'mjpeg', 'pipe:1'];
/** The camera's own compressed bytes, untouched. */
const AS_IT_IS = ['-c:v', 'copy'];
/**
 * Brightness stretched to the full range that JPEG means, in the colour matrix of JPEG (ITU-R BT.601), without thinning
 * colour out any further; quality 1 is the finest.
 */
const TO_FULL_RANGE = [
  '-vf',
  'scale=in_range=limited:out_range=full:in_color_matrix=bt601:out_color_matrix=bt601:flags=accurate_rnd+full_chroma_int',
  '-pix_fmt',
  'yuvj422p',
  '-c:v',
  'mjpeg',
  '-q:v',
  '1',
];

export function cameraArguments(source: CameraSource): string[] {
  const copies = source.format === 'mjpeg' && source.range === 'full';
  return [...QUIET, ...inputArguments(source), '-an', ...(copies ? AS_IT_IS : TO_FULL_RANGE), ...OUTPUT];
}

function inputArguments({ kind, path, format, widthPx, heightPx, framesPerSecond }: CameraSource): string[] {
  const size = ['-video_size', `${widthPx}x${heightPx}`, '-framerate', String(framesPerSecond)];
  if (kind === 'device') return ['-f', 'v4l2', '-input_format', format, ...size, '-i', path];
  // A file stands still before the camera: one JPEG picture, or one uncompressed one, shown again and again.
  if (format === 'mjpeg') {
    const still = ['-f', 'image2', '-pattern_type', 'none', '-c:v', 'mjpeg', '-loop', '1'];
    return ['-re', ...still, '-framerate', String(framesPerSecond), '-i', path];
  }
  return ['-re', '-stream_loop', '-1', '-f', 'rawvideo', '-pixel_format', format, ...size, '-i', path];
}
