import { CompiledQuery, type DatabaseConnection, type Dialect, type Driver, type QueryResult } from 'kysely';

export interface DialectCoding {
  /** The statement that opens a transaction, where Kysely's own does not fit. */
  readonly begin?: string;
  /** Turns an error of the database driver into a `RecordsError`; other errors pass through. */
  readonly translate: (error: unknown) => unknown;
  /** False when the database has ended the transaction by itself, as SQLite does on a full disk. */
  readonly mustRollBack: () => boolean;
}

/** A Kysely dialect whose every failure carries a code of ours. */
export function codedDialect(inner: Dialect, coding: DialectCoding): Dialect {
  return {
    createAdapter: () => inner.createAdapter(),
    createIntrospector: (db) => inner.createIntrospector(db),
    createQueryCompiler: () => inner.createQueryCompiler(),
    createDriver: () => codedDriver(inner.createDriver(), coding),
  };
}

interface CodedConnection extends DatabaseConnection {
  readonly inner: DatabaseConnection;
}

function codedDriver(inner: Driver, coding: DialectCoding): Driver {
  const connections = new WeakMap<DatabaseConnection, CodedConnection>();
  return {
    init: () => coded(coding, () => inner.init()),
    acquireConnection: async () => {
      const connection = await coded(coding, () => inner.acquireConnection());
      const wrapped = connections.get(connection) ?? codedConnection(connection, coding);
      connections.set(connection, wrapped);
      return wrapped;
    },
    beginTransaction: async (connection, settings) => {
      if (coding.begin === undefined) await inner.beginTransaction(connection, settings);
      else await connection.executeQuery(CompiledQuery.raw(coding.begin));
    },
    commitTransaction: (connection) => inner.commitTransaction(connection),
    rollbackTransaction: async (connection) => {
      if (coding.mustRollBack()) await inner.rollbackTransaction((connection as CodedConnection).inner);
    },
    releaseConnection: (connection) => inner.releaseConnection((connection as CodedConnection).inner),
    destroy: () => inner.destroy(),
  };
}

function codedConnection(inner: DatabaseConnection, coding: DialectCoding): CodedConnection {
  return {
    inner,
    executeQuery: <R>(query: CompiledQuery): Promise<QueryResult<R>> =>
      coded(coding, () => inner.executeQuery<R>(query)),
    streamQuery: (query, chunkSize) => inner.streamQuery(query, chunkSize),
  };
}

async function coded<T>(coding: DialectCoding, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw coding.translate(error);
  }
}
