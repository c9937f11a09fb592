import { InquiryError } from '../../inquiry/inquiry-error.ts';
import { type LocalNorms, readLocalNorms } from '../../inquiry/local-norms.ts';
import type { VersionedDocuments } from '../../records/versioned-documents.ts';

/** The county's norms as this station holds them. */
export interface NormShelf {
  /** Null before the county has sent any, and while those it sent belong to another version of the questionnaire. */
  current(): Promise<LocalNorms | null>;
  /** Checks and keeps what a county sent. Throws `inquiry/invalid-norms`. */
  keep(document: unknown): Promise<LocalNorms>;
}

export function createNormShelf(documents: VersionedDocuments): NormShelf {
  return {
    async current() {
      const latest = await documents.latest();
      if (latest === null) return null;
      try {
        return readLocalNorms(JSON.parse(latest.document));
      } catch (error) {
        if (error instanceof InquiryError) return null;
        throw error;
      }
    },
    async keep(document) {
      const norms = readLocalNorms(document);
      const { version, computedAt } = norms;
      await documents.add({ version, computedAt, document: JSON.stringify(norms) });
      return norms;
    },
  };
}
