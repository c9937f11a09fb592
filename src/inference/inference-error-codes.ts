/** Every code of the inference layer with its meaning, as documented in `docs/error-codes.md`. */
export const INFERENCE_ERROR_CODES = {
  'inference/models-folder-unreadable': 'The models folder cannot be listed.',
  'inference/model-not-found': 'No model of that name lies in the models folder.',
  'inference/model-refused': 'The model of that name failed its checks when the registry was opened.',
  'inference/switched-off': 'The model stands under research terms and such models are switched off here.',
  'inference/invalid-manifest': 'model.json is missing, unreadable or does not describe a model.',
  'inference/card-missing': 'card.md is missing or empty, so nothing says what the model may be used for.',
  'inference/checksum-mismatch': 'model.onnx is missing or is not the file whose checksum model.json states.',
  'inference/load-failed': 'The runtime could not load the model file.',
  'inference/signature-mismatch': 'The loaded model has other inputs or outputs than model.json states.',
  'inference/invalid-golden': 'golden.json is missing, unreadable or holds no case.',
  'inference/golden-mismatch': 'The model gave another answer than its golden output.',
  'inference/invalid-input': 'An input tensor is missing, unknown, or of another type or shape than the model takes.',
  'inference/unexpected-output': 'The model returned a tensor of another type or shape than it declares.',
  'inference/run-failed': 'The runtime reported an error while running the model.',
  'inference/timed-out': 'The run took longer than allowed; its worker was replaced.',
  'inference/aborted': 'The caller cancelled the run.',
  'inference/worker-crashed': 'The worker thread ended while it held the run; it was replaced.',
  'inference/workers-stuck': 'Several cancelled runs still hold their threads; try again later.',
  'inference/closed': 'The model or the pool has been released.',
} as const;

export type InferenceErrorCode = keyof typeof INFERENCE_ERROR_CODES;
