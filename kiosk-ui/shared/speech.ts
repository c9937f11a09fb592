import { type ReadonlySignal, signal } from '@preact/signals';

export interface Speaker {
  /** False until a Mandarin voice is known; screens hide their button then. */
  readonly available: ReadonlySignal<boolean>;
  speak(text: string): void;
  stop(): void;
}

/** Reads text aloud with a Mandarin voice. speech-dispatcher names its voices `cmn`, browsers `zh-CN`. */
export function createSpeaker(synthesis: SpeechSynthesis | undefined): Speaker {
  const available = signal(false);
  let voice: SpeechSynthesisVoice | undefined;
  const refresh = () => {
    voice = synthesis?.getVoices().find((candidate) => /^(zh|cmn)/i.test(candidate.lang));
    available.value = voice !== undefined;
  };
  refresh();
  synthesis?.addEventListener('voiceschanged', refresh);
  return {
    available,
    speak: (text) => {
      if (synthesis === undefined || voice === undefined) return;
      synthesis.cancel();
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.rate = 0.9;
      synthesis.speak(utterance);
    },
    stop: () => synthesis?.cancel(),
  };
}
