import type { DeviceCard as Device, TrialKind } from '../../src/domain/device-api.ts';
import { PULSE_POSITIONS } from '../../src/domain/waveform.ts';
import { Button } from '../shared/button.tsx';
import { DeviceWave } from '../shared/device-wave.tsx';
import { WORDS } from '../shared/words.ts';
import type { DeviceDesk } from './device-desk.ts';
import { DEVICE_TEXT as TEXT } from './device-words.ts';

/** An instrument shows its wave for a few seconds, or what its camera sees, when asked; nothing of it is kept. */
export function DeviceTrial({ device, desk }: { readonly device: Device; readonly desk: DeviceDesk }) {
  const { id, trials, trying, state } = device;
  if (trials.length === 0 || state.kind === 'idle') return null;
  const shown = trying ?? trials[0];
  return (
    <div class="device-live">
      {shown === 'picture' ? (
        <CameraPicture address={desk.picture(id).value} looking={trying === 'picture'} />
      ) : (
        <div class="device-positions">
          {PULSE_POSITIONS.map((position) => (
            <span key={position}>{WORDS.position[position]}</span>
          ))}
          <DeviceWave buffer={desk.wave(id)} description={TEXT.wave} />
        </div>
      )}
      <p class="device-words">{trying === null ? TEXT.trialHint : TEXT.trying[trying]}</p>
      <div class="device-actions">
        {trying === null ? (
          trials.map((kind) => <Start key={kind} kind={kind} device={device} desk={desk} />)
        ) : (
          <Button kind="danger" icon="stop" onPress={() => void desk.cancel(id)}>
            {TEXT.stopTrial[trying]}
          </Button>
        )}
      </div>
    </div>
  );
}

function Start(props: { readonly kind: TrialKind; readonly device: Device; readonly desk: DeviceDesk }) {
  const { kind, device, desk } = props;
  return (
    <Button disabled={device.state.kind !== 'ready'} onPress={() => void desk.tryOut(device.id, kind)}>
      {TEXT.trial[kind]}
    </Button>
  );
}

function CameraPicture({ address, looking }: { readonly address: string | null; readonly looking: boolean }) {
  if (address === null) return <p class="device-picture">{looking ? TEXT.pictureComing : TEXT.noPicture}</p>;
  return <img class="device-picture" src={address} alt={TEXT.picture} />;
}
