// export/postgres/postgres_load.h — delivered rows into a PostgreSQL database, or into files that
// psql loads (standards section 10).
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

/// What a load did to the rows of a table.
struct Changes {
  std::uint64_t inserted = 0, updated = 0, unchanged = 0, removed = 0;
  std::uint64_t sent = 0;  ///< rows that went over the wire
};
/// What becomes of the documents in the target that are not of the store and that no other office
/// has.
enum class Others : std::uint8_t { kStay, kGo };

struct PostgresRequest {
  std::string uri;
  std::string office;  ///< whose output it is; outputs without a name are of one
  Others others = Others::kStay;
  bool may_remove = false;  ///< without it kGo says whose documents would go, and removes nothing
  /// Send also what the target has by its own account: a row that somebody has altered there is
  /// found and mended by nothing else.
  bool all = false;
  DeliveryOptions options;  ///< without `judged`
  DeliveryTerms terms;
  /// Called before what was sent is seen by others; what it throws ends the load.
  std::function<void(const Delivery&)> before_commit;
};
/// Documents that another office has too.
struct HeldToo {
  std::string office;
  std::uint64_t documents = 0;
};
struct PostgresReport {
  std::string database;         ///< name and server, without a password
  std::vector<Changes> tables;  ///< as target_tables()
  /// Of which others had loaded other rows: what was loaded last is there.
  std::vector<HeldToo> replaced;
  std::unique_ptr<Delivery> delivery;  ///< all of the store: counts, and what was kept back
};

/// Brings the schema `codau` to what is delivered of the documents of the store: makes or upgrades
/// the tables, asks which documents it has already (export/delivery/delivered_digest.h), sends the
/// others, and replaces their rows in one transaction. What is secret here goes; what the store has
/// given up, lost or rejected goes unless another office has it; those of other stores as `others`
/// says. What is there already is neither sent nor touched. The rows of the documents that were
/// sent are hashed on the server and compared with what was sent. Whatever stops it, the rows in
/// the target are as they were. Other loads wait for each other while they merge, not while rows
/// are on their way; a reader waits for neither, but for an upgrade of tables of an older version.
/// Throws Error{kUsage} where documents of others would go that may not; Error{kTarget}: not
/// reached, refused, of a newer version, EXPORT_MISMATCH.
[[nodiscard]] PostgresReport load_postgres(const store::Reader& store,
                                           const PostgresRequest& request);

/// schema.sql, <table>.copy for each table, offered.copy, withheld.copy, and load.sql, which does
/// the same as load_postgres() with `all` when psql runs it in that folder. Throws Error{kOutput}.
void write_postgres_files(const Delivery& delivery, const DeliveryTerms& terms,
                          const std::string& office, Others others, FileSet& files);

}  // namespace codau::exports
