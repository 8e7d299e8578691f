#include "export/postgres_load.h"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/message.h"
#include "export/postgres_connection.h"
#include "export/postgres_schema.h"
#include "export/postgres_statements.h"
#include "export/postgres_text.h"
#include "record/ids.h"
#include "store/sqlite.h"

namespace codau::exports {
namespace {

using TakeLine = std::function<void(std::string_view)>;

/// The documents of the store of which rows are delivered.
std::uint64_t each_document(const Delivery& delivery, const TakeLine& take) {
  std::uint64_t count = 0;
  delivery.store().each_row(record::table("documents"),
                            [&](const record::Row&, std::string_view doc_id) {
                              if (delivery.is_closed(doc_id)) return;
                              take(std::string(doc_id) + '\n');
                              ++count;
                            });
  return count;
}

/// Those of which nothing is, and those given up, by the hash of their ids.
std::uint64_t each_withheld(const Delivery& delivery, const TakeLine& take) {
  std::vector<std::string> hashes;
  for (const std::string& doc_id : delivery.store().given_up())
    hashes.push_back(record::sha256(doc_id));
  delivery.store().each_row(record::table("documents"),
                            [&](const record::Row&, std::string_view doc_id) {
                              if (delivery.is_closed(doc_id))
                                hashes.push_back(record::sha256(doc_id));
                            });
  std::ranges::sort(hashes);
  for (const std::string& hash : hashes) take(hash + '\n');
  return hashes.size();
}

std::uint64_t each_claim(const Delivery& delivery, const TakeLine& take) {
  std::uint64_t count = 0;
  delivery.store().each_claim(record::table("agencies"),
                              [&](std::string_view agency_id, std::string_view doc_id) {
                                if (delivery.is_closed(doc_id)) return;
                                take(std::string(agency_id).append("\t").append(doc_id) + '\n');
                                ++count;
                              });
  return count;
}

RowsDigest each_line(const Delivery& delivery, const TargetTable& table, const TakeLine& take) {
  CopyText text(table);
  delivery.each_row(
      record::table(table.name),
      [&](const record::Row& row, std::string_view doc_id) { take(text.line(row, doc_id)); });
  return text.digest();
}

// ---- straight into a database ----

/// Lines on their way to a server, gathered into large pieces.
class CopySink {
 public:
  CopySink(PostgresConnection& connection, std::string_view where) : connection_(connection) {
    connection_.begin_copy("COPY " + std::string(where) + " FROM STDIN " +
                           std::string(kCopyOptions));
  }
  void write(std::string_view line) {
    gathered_ += line;
    if (gathered_.size() >= kPiece) flush();
  }
  void end() {
    flush();
    connection_.end_copy();
  }

 private:
  static constexpr std::size_t kPiece = 1U << 18U;
  void flush() {
    if (!gathered_.empty()) connection_.copy(gathered_);
    gathered_.clear();
  }
  PostgresConnection& connection_;
  std::string gathered_;
};

using EachLine = std::function<void(const TakeLine&)>;

void copy_lines(PostgresConnection& connection, std::string_view where, const EachLine& each) {
  CopySink sink(connection, where);
  each([&](std::string_view line) { sink.write(line); });
  sink.end();
}

std::vector<RowsDigest> copy_all(PostgresConnection& connection, const Delivery& delivery) {
  copy_lines(connection, kBatch, [&](const TakeLine& take) { each_document(delivery, take); });
  copy_lines(connection, kWithheld, [&](const TakeLine& take) { each_withheld(delivery, take); });
  copy_lines(connection, staging_of(claims_table()),
             [&](const TakeLine& take) { each_claim(delivery, take); });
  std::vector<RowsDigest> sent;
  for (const TargetTable& table : target_tables()) {
    copy_lines(connection, staging_of(table),
               [&](const TakeLine& take) { sent.push_back(each_line(delivery, table, take)); });
  }
  return sent;
}

/// Standards section 10: what the target holds is compared by value with what was sent.
void compare(PostgresConnection& connection, const std::vector<RowsDigest>& sent) {
  for (std::size_t i = 0; i < sent.size(); ++i) {
    const TargetTable& table = target_tables()[i];
    const PostgresConnection::Row found = connection.run(digest_sql(table)).at(0);
    const RowsDigest held{std::stoull(found.at(0)), std::stoull(found.at(1))};
    if (held == sent[i]) continue;
    throw Error(
        ErrorCode::kTarget,
        "PostgreSQL " + connection.name() + ": EXPORT_MISMATCH: " + target_name(table) +
            both(" không chứa đúng những gì đã gửi, có thể do trigger; không có gì thay đổi",
                 " does not hold what was sent, perhaps because of a trigger; nothing was "
                 "changed"));
  }
}

// ---- into files for psql ----

std::string copy_command(std::string_view where, const std::string& file) {
  return "\\copy " + std::string(where) + " FROM '" + file + "' " + std::string(kCopyOptions) +
         "\n";
}

/// Stops the load where the target holds other rows than the files.
std::string comparison(const TargetTable& table, const RowsDigest& sent) {
  return "DO $codau$ BEGIN IF NOT EXISTS (SELECT FROM (" + digest_sql(table) +
         ") AS d(n,hashes)\n  WHERE (n,hashes) = (" + std::to_string(sent.rows) + "," +
         std::to_string(sent.hashes) +
         ")) THEN RAISE EXCEPTION 'EXPORT_MISMATCH: " + std::string(table.name) +
         "'; END IF; END $codau$;\n";
}

}  // namespace

PostgresReport load_postgres(const Delivery& delivery, const std::string& uri, Others others,
                             const std::function<void()>& before_commit) {
  PostgresConnection connection(uri);
  connection.run(begin_sql());
  connection.run(schema_sql());
  connection.run(staging_sql());
  const std::vector<RowsDigest> sent = copy_all(connection, delivery);
  if (others == Others::kGo) connection.run(all_in_batch_sql());
  connection.run(merge_sql());
  connection.run(books_sql());
  compare(connection, sent);
  PostgresReport report{connection.name(), {}};
  for (const PostgresConnection::Row& row : connection.run(changes_sql())) {
    Changes changes{std::stoull(row.at(1)), std::stoull(row.at(2)), 0, std::stoull(row.at(3))};
    changes.unchanged = sent[report.tables.size()].rows - changes.inserted - changes.updated;
    report.tables.push_back(changes);
  }
  before_commit();
  connection.run("COMMIT");
  return report;
}

void write_postgres_files(const Delivery& delivery, Others others, FileSet& files) {
  const std::string encoding = "SET client_encoding = 'UTF8';\n";
  files.write("schema.sql", encoding + schema_sql());
  std::string copies = copy_command(kBatch, "batch.copy") +
                       copy_command(kWithheld, "withheld.copy") +
                       copy_command(staging_of(claims_table()), "agency_claims.copy");
  std::string comparisons;
  files.write("batch.copy", [&](FileSink& sink) {
    return each_document(delivery, [&](std::string_view line) { sink.write(line); });
  });
  files.write("withheld.copy", [&](FileSink& sink) {
    return each_withheld(delivery, [&](std::string_view line) { sink.write(line); });
  });
  files.write("agency_claims.copy", [&](FileSink& sink) {
    return each_claim(delivery, [&](std::string_view line) { sink.write(line); });
  });
  for (const TargetTable& table : target_tables()) {
    const std::string name = std::string(table.name) + ".copy";
    RowsDigest sent;
    files.write(name, [&](FileSink& sink) {
      sent = each_line(delivery, table, [&](std::string_view line) { sink.write(line); });
      return sent.rows;
    });
    copies += copy_command(staging_of(table), name);
    comparisons += comparison(table, sent);
  }
  files.write("load.sql",
              "-- In this folder: psql -f load.sql DATABASE\n"
              "\\set ON_ERROR_STOP on\n\\set QUIET on\n\\pset footer off\n" +
                  encoding + begin_sql() + "\\ir schema.sql\n" + staging_sql() + copies +
                  (others == Others::kGo ? all_in_batch_sql() : "") + merge_sql() + books_sql() +
                  comparisons + changes_sql() + ";\nCOMMIT;\n");
}

}  // namespace codau::exports
