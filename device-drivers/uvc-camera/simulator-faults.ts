/** What can go wrong with a camera itself, by the names of `sizhen simulate --fault`. */
export const UVC_CAMERA_FAULTS = {
  'broken-pictures': 'every second picture ends in the middle',
  'not-jpeg': 'the stream holds no pictures at all',
  'stops-in-picture': 'after two seconds the stream stops in the middle of a picture',
  'slow-pictures': 'one picture a second',
} as const;

export type UvcCameraFault = keyof typeof UVC_CAMERA_FAULTS;

export function isUvcCameraFault(name: string): name is UvcCameraFault {
  return Object.hasOwn(UVC_CAMERA_FAULTS, name);
}
