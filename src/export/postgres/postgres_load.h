// export/postgres/postgres_load.h — loads delivered rows into a PostgreSQL database, or writes
// files that psql loads (standards section 10).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "export/delivery/delivered_digest.h"
#include "export/delivery/delivery.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// The effect of a load on the rows of a table.
struct Changes {
  std::uint64_t inserted = 0, updated = 0, unchanged = 0, removed = 0;
  std::uint64_t sent = 0;  ///< rows sent to the server
};
/// Whether documents in the target stay or go if neither the store nor another office has them.
enum class Others : std::uint8_t { kStay, kGo };

struct PostgresRequest {
  std::string uri;
  std::string office;  ///< whose output it is; unnamed outputs share one office
  Others others = Others::kStay;
  bool may_remove = false;  ///< if false, kGo reports whose documents would go, and removes none
  /// Also send rows that the target claims to have. Only this finds and repairs rows that somebody
  /// has altered there.
  bool all = false;
  DeliveryOptions options;  ///< without `judged`
  DeliveryTerms terms;
  /// Called before others can see the sent rows. An exception ends the load.
  std::function<void(const Delivery&)> before_commit;
};
/// An office that also has documents of this load, and their number.
struct HeldToo {
  std::string office;
  std::uint64_t documents = 0;
};
struct PostgresReport {
  std::string database;         ///< name and server, without a password
  std::vector<Changes> tables;  ///< as target_tables()
  /// Other offices whose different rows this load has replaced.
  std::vector<HeldToo> replaced;
  std::unique_ptr<Delivery> delivery;  ///< of the whole store: counts, and rows kept back
};

/// Updates the schema `codau` to the delivered rows of the store:
/// 1. Creates or upgrades the tables.
/// 2. Asks the target which documents it already has (export/delivery/delivered_digest.h).
/// 3. Sends the other documents, and replaces their rows in one transaction.
/// 4. Removes documents that are secret here. Removes documents that the store has given up, lost
///    or rejected, unless another office has them. Treats documents of other stores as `others`
///    says.
/// 5. Compares the hash of the sent rows with the hash of the target's rows.
/// Documents already in the target are neither sent nor touched. An interrupted load leaves the
/// rows in the target as they were. Loads wait for each other while they merge, not while they send
/// rows. Readers wait only for an upgrade of older tables. Throws Error{kUsage} if documents of
/// others would go without permission. Throws Error{kTarget} if the server cannot be reached,
/// refuses, or is of a newer version, and for EXPORT_MISMATCH.
[[nodiscard]] PostgresReport load_postgres(const store::Reader& store,
                                           const PostgresRequest& request);

/// Writes schema.sql, <table>.copy for each table, offered.copy, withheld.copy, agency_claims.copy
/// and load.sql. Run by psql in that folder, load.sql does the same as load_postgres() with `all`.
/// Throws Error{kOutput}.
void write_postgres_files(const Delivery& delivery, const DeliveryTerms& terms,
                          const std::string& office, Others others, FileSet& files);

}  // namespace codau::exports
