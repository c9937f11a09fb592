import type { ComponentChildren } from 'preact';
import type { CaptureKind } from '../../src/domain/visit.ts';
import { TEXT } from './text.ts';
import { WristPictogram } from './wrist-pictogram.tsx';

/** How to sit for a capture, as one large drawing. */
export function PosturePictogram({ kind }: { readonly kind: CaptureKind }) {
  return (
    <svg class="posture" viewBox="0 0 480 400" role="img" aria-label={TEXT.capture.posture(TEXT.capture.title[kind])}>
      {draw(kind)}
    </svg>
  );
}

function draw(kind: CaptureKind): ComponentChildren {
  switch (kind) {
    case 'tongue-top':
      return (
        <Head>
          <path class="posture-dark" d="M186 226c0-26 24-36 54-36s54 10 54 36-14 50-54 50-54-24-54-50z" />
          <path
            class="posture-tongue"
            d="M202 236c10-14 66-14 76 0 6 40 6 98-12 116-12 12-40 12-52 0-18-18-18-76-12-116z"
          />
          <path class="posture-line-thin" d="M240 246v70" />
        </Head>
      );
    case 'tongue-underside':
      return (
        <Head>
          <path class="posture-dark" d="M180 250c0-40 26-62 60-62s60 22 60 62-20 66-60 66-60-26-60-66z" />
          <path class="posture-tongue" d="M196 276c-2-44 18-80 44-80s46 36 44 80c-2 26-86 26-88 0z" />
          <path class="posture-vein" d="M226 214c-6 18-8 40-4 64" />
          <path class="posture-vein" d="M254 214c6 18 8 40 4 64" />
          <path class="posture-line-thin" d="M240 240v44" />
        </Head>
      );
    case 'face':
      return (
        <>
          <Head>
            <path class="posture-line" d="M210 262c18 12 42 12 60 0" />
          </Head>
          <ellipse class="posture-guide" cx="240" cy="190" rx="152" ry="184" />
        </>
      );
    case 'pulse-left':
      return <WristPictogram side="left" />;
    case 'pulse-right':
      return <WristPictogram side="right" />;
  }
}

function Head({ children }: { readonly children: ComponentChildren }) {
  return (
    <>
      <path class="posture-skin" d="M196 316h88v46c40 6 70 18 84 38H112c14-20 44-32 84-38z" />
      <path
        class="posture-skin"
        d="M240 24c72 0 110 56 110 138 0 96-48 182-110 182s-110-86-110-182c0-82 38-138 110-138z"
      />
      <path
        class="posture-hair"
        d="M128 168C118 70 168 12 240 12s122 58 112 156c-8-44-26-70-50-88-36 16-96 18-132 4-22 20-36 44-42 84z"
      />
      <path class="posture-line-thin" d="M176 128c12-8 28-8 40 0" />
      <path class="posture-line-thin" d="M264 128c12-8 28-8 40 0" />
      <ellipse class="posture-eye" cx="196" cy="150" rx="6" ry="8" />
      <ellipse class="posture-eye" cx="284" cy="150" rx="6" ry="8" />
      <path class="posture-line-thin" d="M240 150c-2 14-8 22-8 28 4 4 12 4 16 0" />
      {children}
    </>
  );
}
