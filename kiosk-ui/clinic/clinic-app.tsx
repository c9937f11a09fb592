import { readyValue } from '../visit-view/loader.ts';
import { SignInForm } from '../visit-view/sign-in-form.tsx';
import type { Clinic } from './clinic.ts';
import { ClinicHeader } from './clinic-header.tsx';
import { DevicesPage } from './devices-page.tsx';
import { Rail } from './rail.tsx';
import { TEXT } from './text.ts';
import { VisitPage } from './visit-page.tsx';

/** Sign-in, or the workbench: header, rail of visits and residents, one visit. */
export function ClinicApp({ clinic }: { readonly clinic: Clinic }) {
  const staff = clinic.staff.value;
  if (staff === undefined) return null;
  if (staff === null) {
    return (
      <SignInForm
        title={TEXT.title}
        place={readyValue(clinic.status.value)?.clinicName ?? TEXT.subtitle}
        code={clinic.signInCode.value}
        busy={clinic.busy.value === 'sign-in'}
        onSignIn={(account, password) => void clinic.signIn(account, password)}
      />
    );
  }
  return (
    <div class="workbench">
      <ClinicHeader clinic={clinic} staff={staff} />
      {clinic.view.value === 'devices' ? (
        <DevicesPage clinic={clinic} />
      ) : (
        <>
          <Rail clinic={clinic} />
          <VisitPage clinic={clinic} staff={staff} />
        </>
      )}
    </div>
  );
}
