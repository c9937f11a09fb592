import type { Clock } from '../../src/domain/clock.ts';
import type { StaffSession } from '../../src/domain/station-api.ts';
import { Button } from '../shared/button.tsx';
import { SignInForm } from '../visit-view/sign-in-form.tsx';
import type { County } from './county.ts';
import { Overview } from './overview.tsx';
import { StationsPage } from './stations-page.tsx';
import { type CountyView, TEXT } from './text.ts';
import { VisitDetail } from './visit-detail.tsx';
import { VisitList } from './visit-list.tsx';

/** Sign-in, or the console: figures, the list to work through, one visit. */
export function CountyApp({ county, clock }: { readonly county: County; readonly clock: Clock }) {
  const staff = county.staff.value;
  if (staff === undefined) return null;
  if (staff === null) {
    return (
      <SignInForm
        title={TEXT.title}
        place={TEXT.subtitle}
        code={county.signInCode.value}
        busy={county.busy.value === 'sign-in'}
        onSignIn={(userName, password) => void county.signIn(userName, password)}
      />
    );
  }
  return (
    <div class="console">
      <Header county={county} staff={staff} />
      <Overview county={county} />
      {county.view.value === 'stations' ? (
        <StationsPage county={county} staff={staff} nowMs={clock.wallMs()} />
      ) : (
        <>
          <VisitList county={county} />
          <VisitDetail county={county} staff={staff} />
        </>
      )}
    </div>
  );
}

function Header({ county, staff }: { readonly county: County; readonly staff: StaffSession }) {
  return (
    <header class="top">
      <h1>{TEXT.title}</h1>
      <nav aria-label={TEXT.viewsLabel}>
        {(Object.keys(TEXT.views) as CountyView[]).map((view) => (
          <button
            key={view}
            type="button"
            class="tab"
            aria-current={county.view.value === view ? 'page' : undefined}
            onClick={() => county.showView(view)}
          >
            {TEXT.views[view]}
          </button>
        ))}
      </nav>
      <div class="top-states" />
      <div class="top-person">
        <span>{staff.displayName}</span>
        <Button class="small" icon="leave" onPress={() => void county.signOut()}>
          {TEXT.signOut}
        </Button>
      </div>
    </header>
  );
}
