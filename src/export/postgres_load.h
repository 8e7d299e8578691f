// export/postgres_load.h — delivered rows into a PostgreSQL database, or into files that psql loads
// (standards section 10). Both do the same, in one transaction.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "export/delivery.h"
#include "export/file_set.h"

namespace codau::exports {

/// What a load did to the rows of a table.
struct Changes {
  std::uint64_t inserted = 0, updated = 0, unchanged = 0, removed = 0;
};
struct PostgresReport {
  std::string database;         ///< name and server, without a password
  std::vector<Changes> tables;  ///< as target_tables()
};

/// What becomes of the documents in the target that are not of the store.
enum class Others : std::uint8_t { kStay, kGo };

/// Replaces all rows of the documents of the store in the schema `codau` by those that `delivery`
/// lets go; makes or upgrades the schema first. Documents that the store has given up go, those of
/// other stores as `others` says. What is already there is not touched: a second load writes
/// nothing to the tables. Then the rows are hashed on the server and compared with what was sent.
/// Whatever stops it, the target is as it was.
/// `before_commit` is called while other loads of the database wait; what it throws ends the load.
/// Throws Error{kTarget}: not reached, refused, of a newer version, EXPORT_MISMATCH.
[[nodiscard]] PostgresReport load_postgres(const Delivery& delivery, const std::string& uri,
                                           Others others,
                                           const std::function<void()>& before_commit);

/// schema.sql, <table>.copy for each table, batch.copy, withheld.copy, and load.sql, which does
/// the same as load_postgres() when psql runs it in that folder. Throws Error{kOutput}.
void write_postgres_files(const Delivery& delivery, Others others, FileSet& files);

}  // namespace codau::exports
