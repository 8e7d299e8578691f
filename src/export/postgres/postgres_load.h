// export/postgres/postgres_load.h — loads delivered rows into a PostgreSQL database (the target),
// or writes files that psql loads (standards section 10). The target, stores, offices and tables
// are explained in export/postgres/postgres_schema.h, and kept-back rows in
// export/delivery/export_filter.h.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "export/delivery/delivered_digest.h"
#include "export/delivery/export_filter.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// The effect of a load on the rows of one table.
struct TableChanges {
  std::uint64_t inserted = 0, updated = 0;  ///< new rows, and rows with new values
  std::uint64_t unchanged = 0;              ///< delivered rows that the target already had
  std::uint64_t removed = 0;                ///< rows deleted from the target
  std::uint64_t sent = 0;                   ///< rows sent to the server
};
/// What a load does with documents in the target that the store lacks.
enum class ForeignDocuments : std::uint8_t {
  kKeep,    ///< keep them
  kRemove,  ///< remove those that only this office has
};

/// The target and the options of a load.
struct PostgresRequest {
  std::string uri;     ///< the database, as a URI or a connection string of libpq
  std::string office;  ///< the office that owns the store; empty for an unnamed store
  ForeignDocuments others = ForeignDocuments::kKeep;  ///< documents that the store lacks
  /// With ForeignDocuments::kRemove: really remove those documents. If false, a load that would
  /// remove any of them fails; its message tells which organs issued them.
  bool may_remove = false;
  /// Also send documents that the target already has. Only this repairs rows that somebody has
  /// altered in the target.
  bool all = false;
  ExportFilterOptions options;  ///< the choice of rows; the load sets `judged` itself
  DeliveryTerms terms;          ///< export/delivery/delivered_digest.h
  /// Called before others can see the sent rows; must not be empty. An exception ends the load, and
  /// the target keeps its rows.
  std::function<void(const ExportFilter&)> before_commit;
};
/// Another office that has documents of this load, and the number of these documents.
struct OfficeDocumentCount {
  std::string office;
  std::uint64_t documents = 0;
};
/// The result of a load.
struct PostgresReport {
  std::string database;              ///< name, host and port, without a password
  std::vector<TableChanges> tables;  ///< in the order of target_tables()
  /// Other offices that have documents whose rows differed and were replaced by this load.
  std::vector<OfficeDocumentCount> replaced;
  /// The delivered rows of the store, with their counts and the rows kept back.
  std::unique_ptr<ExportFilter> filter;
};

/// Brings the target to the delivered rows of the store:
/// 1. Creates or upgrades the tables (make_schema_sql()).
/// 2. Finds the documents whose delivered rows the target does not have, by their digests.
/// 3. Sends their rows, and replaces the rows of these documents in one transaction.
/// 4. Removes documents that are secret in this store, even if another office has them.
/// 5. Removes documents that the store has given up, lost or rejected, unless another named office
///    has them.
/// 6. With ForeignDocuments::kRemove, removes documents that the store lacks and that only this
///    office has.
/// 7. Compares a digest of the sent rows with the same digest of the target's rows.
/// Other documents in the target are not touched. An interrupted load leaves the rows of the target
/// as they were. Loads wait for each other while they merge rows, not while they send rows. Readers
/// wait only for an upgrade. Throws:
/// 1. Error{kUsage} if documents would be removed by step 6 without `may_remove`;
/// 2. Error{kTarget} if the server cannot be reached, refuses, or has tables of a newer version;
/// 3. Error{kTarget} (EXPORT_MISMATCH) if the digests differ.
[[nodiscard]] PostgresReport load_postgres(const store::StoreReader& store,
                                           const PostgresRequest& request);

/// Writes the same load as files: schema.sql, load.sql, and rows as <table>.copy, offered.copy,
/// withheld.copy and agency_claims.copy. Run in their folder, `psql -f load.sql DATABASE` does the
/// same as load_postgres() with `all` and `may_remove`. Precondition: `filter` has judged all
/// documents. Throws as FileSet::write().
void write_postgres_files(const ExportFilter& filter, const DeliveryTerms& terms,
                          const std::string& office, ForeignDocuments others, FileSet& files);

}  // namespace codau::exports
