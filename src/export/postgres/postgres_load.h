// export/postgres/postgres_load.h — loads delivered rows into a PostgreSQL database, or writes
// files that psql loads (standards section 10). Several offices may load their own stores into one
// database.
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
  std::uint64_t inserted = 0, updated = 0, unchanged = 0, removed = 0;
  std::uint64_t sent = 0;  ///< rows sent to the server
};
/// Tells whether a load keeps or removes documents that the store lacks. kRemove never removes a
/// document that another office has.
enum class ForeignDocuments : std::uint8_t { kKeep, kRemove };

/// The target and the options of a load.
struct PostgresRequest {
  /// The database, as a URI or a connection string of libpq.
  std::string uri;
  /// The office that owns the store. All unnamed stores share one office.
  std::string office;
  ForeignDocuments others = ForeignDocuments::kKeep;
  /// If false, a load with ForeignDocuments::kRemove removes no document and fails if any would go.
  /// The message tells whose documents these are.
  bool may_remove = false;
  /// Also send documents that the target already has. Only this repairs rows that somebody has
  /// altered in the target.
  bool all = false;
  /// The choice of rows. The load itself sets `judged`.
  ExportFilterOptions options;
  /// Settings that change the delivered rows (export/delivery/delivered_digest.h).
  DeliveryTerms terms;
  /// Called before others can see the sent rows. An exception ends the load.
  std::function<void(const ExportFilter&)> before_commit;
};
/// Another office that has documents of this load, and the number of these documents.
struct OfficeDocumentCount {
  std::string office;
  std::uint64_t documents = 0;
};
/// The result of a load.
struct PostgresReport {
  /// Name, host and port of the database, without a password.
  std::string database;
  /// In the order of target_tables().
  std::vector<TableChanges> tables;
  /// Other offices whose different rows this load has replaced.
  std::vector<OfficeDocumentCount> replaced;
  /// The delivered rows of the store, with their counts and the rows kept back.
  std::unique_ptr<ExportFilter> filter;
};

/// Updates the schema `codau` to the delivered rows of the store:
/// 1. Creates or upgrades the tables.
/// 2. Asks the target which documents it already has (export/delivery/delivered_digest.h).
/// 3. Sends the other documents, and replaces their rows in one transaction.
/// 4. Removes documents that are secret in this store.
/// 5. Removes documents that the store has given up, lost or rejected, unless another named office
///    has them.
/// 6. Removes documents of other stores if `others` is kRemove, unless another office has them.
/// 7. Compares the hash of the sent rows with the hash of the target's rows.
/// Documents already in the target are neither sent nor touched. An interrupted load leaves the
/// rows in the target as they were. Loads wait for each other while they merge rows, not while they
/// send rows. Readers wait only for an upgrade of older tables.
/// Throws Error{kUsage} if documents of other stores would go without `may_remove`. Throws
/// Error{kTarget} if the server cannot be reached, refuses, or has tables of a newer version.
/// Throws Error{kTarget} (EXPORT_MISMATCH) if the hashes differ.
[[nodiscard]] PostgresReport load_postgres(const store::StoreReader& store,
                                           const PostgresRequest& request);

/// Writes schema.sql, <table>.copy for each table, offered.copy, withheld.copy, agency_claims.copy
/// and load.sql. Run in that folder by psql, load.sql does the same as load_postgres() with `all`
/// and `may_remove`. Throws Error{kOutput}.
void write_postgres_files(const ExportFilter& filter, const DeliveryTerms& terms,
                          const std::string& office, ForeignDocuments others, FileSet& files);

}  // namespace codau::exports
