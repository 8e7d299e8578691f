// export/postgres/postgres_load.h — loads the delivered rows of a store into a PostgreSQL database,
// or writes files that psql loads. Terms:
// 1. Store: the output folder of `codau run`. Target: the database.
// 2. Office: the owner of a store, known by its name. Several offices may load their stores into
//    one target, and may have the same documents. The office of an unnamed store is "".
// 3. Delivered rows go to the target. Other rows are withheld (export/delivery/export_filter.h). A
//    closed document is secret or rejected: all its rows are withheld.
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

/// The effect of a load on the rows of one table of the target.
struct TableChanges {
  std::uint64_t inserted = 0;   ///< rows that the target did not have
  std::uint64_t updated = 0;    ///< rows of the target that got new values
  std::uint64_t unchanged = 0;  ///< delivered rows that the target already had
  std::uint64_t removed = 0;    ///< rows removed from the target
  std::uint64_t sent = 0;       ///< rows sent to the server
};
/// What a load does with foreign documents. Such a document is in the target under this office
/// alone. The store does not know it: the store neither has it nor lists it as removed. For
/// example, another store of the office loaded it.
enum class ForeignDocuments : std::uint8_t {
  kKeep,    ///< keep these documents
  kRemove,  ///< remove these documents
};

/// The target and the options of a load.
struct PostgresRequest {
  std::string uri;     ///< the database, as a URI or a connection string of libpq
  std::string office;  ///< the office that owns the store; empty for an unnamed store
  /// Whether to remove foreign documents.
  ForeignDocuments foreign = ForeignDocuments::kKeep;
  /// With ForeignDocuments::kRemove: permits the removal. If false, a load that would remove any of
  /// these documents fails; the message names the organs that issued these documents.
  bool may_remove = false;
  /// Also send documents that the target already has. Only this repairs rows that somebody has
  /// altered in the target.
  bool send_all = false;
  ExportFilterOptions options;  ///< the choice of rows; the load replaces options.judged
  /// Settings that the digests of documents depend on. The caller must give
  /// terms.include_unreviewed the value of options.include_unreviewed.
  DeliveryTerms terms;
  /// Must not be empty. Called after the rows are sent, before anybody can see them in the target.
  /// If this function throws, the load ends, and the target keeps its old rows.
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
  std::vector<TableChanges> tables;  ///< in the order of target_tables() (postgres_schema.h)
  /// Other offices that also have documents whose rows this load replaced, because the rows
  /// differed.
  std::vector<OfficeDocumentCount> replaced;
  /// The filter that chose the delivered rows, with their counts and the withheld rows.
  std::unique_ptr<ExportFilter> filter;
};

/// Makes the rows of the target equal to the delivered rows of the store:
/// 1. Creates or upgrades the tables (make_schema_sql() in postgres_schema.h).
/// 2. Finds the documents whose delivered rows the target does not have, by their digests
///    (export/delivery/delivered_digest.h).
/// 3. Sends the rows of these documents, and replaces their old rows in one transaction.
/// 4. Removes documents that are closed for secrecy (ExportFilter::closed()), even if another
///    office has them.
/// 5. Removes other documents that the store no longer delivers, unless another named office has
///    them. Three kinds are meant: rejected by a person, read but not kept
///    (StoreReader::tombstones()), or gone (StoreReader::gone()).
/// 6. With ForeignDocuments::kRemove, removes foreign documents.
/// 7. Compares a digest of the sent rows with the same digest of the target's rows.
/// Other documents in the target are not touched. An interrupted load leaves the rows of the target
/// as they were. Loads wait for each other while they merge rows, not while they send rows. Readers
/// of the target wait only for an upgrade of the tables. Throws:
/// 1. Error{kUsage} if step 6 would remove documents, and `may_remove` is false;
/// 2. Error{kTarget} if the server cannot be reached, refuses, or has tables of a newer version;
/// 3. Error{kTarget} (EXPORT_MISMATCH) if the digests differ.
[[nodiscard]] PostgresReport load_postgres(const store::StoreReader& store,
                                           const PostgresRequest& request);

/// Writes files for the same load. The command `psql -f load.sql DATABASE`, run in the folder of
/// the files, does the same as load_postgres() with `send_all` and `may_remove`. The files are:
/// 1. schema.sql and load.sql: SQL;
/// 2. <table>.copy: the rows of each table of target_tables();
/// 3. offered.copy: the documents with delivered rows, and their digests;
/// 4. withheld.copy: SHA-256 of the ids of documents that the store no longer delivers
///    (create_offer_tables_sql() in postgres_statements.h);
/// 5. agency_claims.copy: which documents name which agencies.
/// Precondition: `filter` has judged all documents, because ExportFilterOptions::judged was empty
/// when it was made. Throws Error{kOutput} if a file cannot be written, and Error{kInput} if it
/// cannot be read back.
void write_postgres_files(const ExportFilter& filter, const DeliveryTerms& terms,
                          const std::string& office, ForeignDocuments foreign, FileSet& files);

}  // namespace codau::exports
