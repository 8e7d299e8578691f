#include "export/postgres/postgres_load.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "export/delivery/row_source.h"
#include "export/postgres/postgres_connection.h"
#include "export/postgres/postgres_schema.h"
#include "export/postgres/postgres_statements.h"
#include "export/postgres/postgres_text.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "text/printable.h"

namespace codau::exports {
namespace {

using TakeLine = std::function<void(std::string_view)>;

using Digests = std::map<std::string, std::string>;

/// Settings of all lines.
struct Terms {
  const std::string& office;
  bool provenance = false;
};

/// The documents and agencies whose rows are sent; nothing means all.
struct Part {
  std::optional<DocIds> documents, agencies;
};

DocIds partial_documents(const ExportFilter& filter) {
  DocIds out;
  for (const WithheldRow& row : filter.withheld()) out.insert(row.doc_id);
  return out;
}

/// Passes the documents of the store that have delivered rows.
std::uint64_t each_offered(const Digests& digests, const DocIds& partial, const TakeLine& take) {
  for (const auto& [doc_id, digest] : digests) {
    take(doc_id + '\t' + digest + (partial.contains(doc_id) ? "\tt\n" : "\tf\n"));
  }
  return digests.size();
}

/// Passes the hashed ids of withheld documents: closed, given up, or gone. Also tells whether
/// another office may still have a document. Only a secret document is forbidden to all.
std::uint64_t each_withheld(const ExportFilter& filter, const TakeLine& take) {
  std::map<std::string, bool> hashes;
  for (const std::string& doc_id : filter.store().tombstones())
    hashes[record::sha256(doc_id)] = true;
  for (const std::string& doc_id : filter.store().gone()) hashes[record::sha256(doc_id)] = true;
  for (const auto& [doc_id, why] : filter.closed())
    hashes[record::sha256(doc_id)] = !why.starts_with("SECRET");
  for (const auto& [hash, is_lost] : hashes) take(hash + (is_lost ? "\tt\n" : "\tf\n"));
  return hashes.size();
}

std::uint64_t each_claim(const ExportFilter& filter, const Part& part, const TakeLine& take) {
  std::uint64_t count = 0;
  filter.store().for_each_claim(record::table(record::TableId::kAgencies),
                                [&](std::string_view agency_id, std::string_view doc_id) {
                                  if (filter.is_closed(doc_id) || !filter.is_wanted(doc_id)) return;
                                  if (part.agencies && !part.agencies->contains(agency_id)) return;
                                  take(std::string(agency_id).append("\t").append(doc_id) + '\n');
                                  ++count;
                                });
  return count;
}

RowSetDigest each_line(const ExportFilter& filter, const TargetTable& target, const Part& part,
                       const Terms& terms, const TakeLine& take) {
  CopyLineWriter text(target, terms.provenance);
  const record::Table& table = record::table(target.name);
  if (!terms.provenance && is_provenance(table)) return text.digest();
  const bool is_of_office = target.ownership == RowOwnership::kToOffice;
  const auto send = [&](const record::Row& row, std::string_view doc_id) {
    take(text.make_line(row, is_of_office ? std::string_view(terms.office) : doc_id));
  };
  if (target.ownership == RowOwnership::kToDocuments) {
    filter.for_each_row(table, [&](const record::Row& row, std::string_view doc_id) {
      if (!part.agencies || part.agencies->contains(row_id(table, row))) send(row, doc_id);
    });
  } else if (part.documents) {
    for (const std::string& doc_id : *part.documents) filter.for_each_row_of(table, doc_id, send);
  } else {
    filter.for_each_row(table, send);
  }
  return text.digest();
}

// ---- straight into a database ----

/// Sends lines to a server in large pieces.
class CopySink {
 public:
  CopySink(PostgresConnection& connection, std::string_view where) : connection_(connection) {
    connection_.begin_copy("COPY " + std::string(where) + " FROM STDIN " +
                           std::string(kCopyOptions));
  }
  void write(std::string_view line) {
    gathered_ += line;
    if (gathered_.size() >= kCopyPieceBytes) flush();
  }
  void end() {
    flush();
    connection_.end_copy();
  }

 private:
  static constexpr std::size_t kCopyPieceBytes = 1U << 18U;
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

std::vector<RowSetDigest> copy_all(PostgresConnection& connection, const ExportFilter& filter,
                                   const Part& part, const Terms& terms) {
  copy_lines(connection, make_staging_target(claims_table()),
             [&](const TakeLine& take) { each_claim(filter, part, take); });
  std::vector<RowSetDigest> sent;
  for (const TargetTable& table : target_tables()) {
    copy_lines(connection, make_staging_target(table), [&](const TakeLine& take) {
      sent.push_back(each_line(filter, table, part, terms, take));
    });
  }
  return sent;
}

/// Compares by value the rows in the target with the sent rows (standards section 10).
void compare(PostgresConnection& connection, const std::vector<RowSetDigest>& sent) {
  for (std::size_t i = 0; i < sent.size(); ++i) {
    const TargetTable& table = target_tables()[i];
    const PostgresConnection::Row found = connection.query(select_digest_sql(table), 2, 1).front();
    const RowSetDigest held{connection.parse_answer_number(found[0]),
                            connection.parse_answer_number(found[1])};
    if (held == sent[i]) continue;
    throw Error(
        ErrorCode::kTarget,
        "PostgreSQL " + connection.name() + ": EXPORT_MISMATCH: " + qualify_table_name(table) +
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

/// Returns SQL that stops the load if the target holds other rows than the files.
std::string comparison(const TargetTable& table, const RowSetDigest& sent) {
  return "DO $codau$ BEGIN IF NOT EXISTS (SELECT FROM (" + select_digest_sql(table) +
         ") AS d(n,hashes)\n  WHERE (n,hashes) = (" + std::to_string(sent.rows) + "," +
         std::to_string(sent.hashes) +
         ")) THEN RAISE EXCEPTION 'EXPORT_MISMATCH: " + std::string(table.name) +
         "'; END IF; END $codau$;\n";
}

// ---- a load ----

/// Creates or upgrades the tables in a separate transaction, the only one that locks out readers.
void make_schema(PostgresConnection& connection) {
  const auto ready = connection.query(
      "SELECT coalesce(right(obj_description(to_regclass('codau.schema_version')),64) = '" +
          schema_digest() +
          "',false) AND to_regclass('codau.delivered') IS NOT NULL AND "
          "to_regclass('codau.offices') IS "
          "NOT NULL",
      1, 1);
  if (ready.front()[0] == "t") {
    const auto version = connection.query("SELECT version FROM codau.schema_version", 1);
    if (version.size() == 1 && version.front()[0] == record::kSchemaVersion) return;
  }
  connection.run(begin_transaction_sql() + lock_loads_sql() + make_schema_sql() + "COMMIT");
}

/// The answer of the target to an offer.
struct Answer {
  DocIds send, gone, partial, agencies;
  bool is_office_new = false;
};

DocIds ids_of(const std::vector<PostgresConnection::Row>& rows) {
  DocIds out;
  for (const PostgresConnection::Row& row : rows) out.insert(row[0]);
  return out;
}

/// Throws Error{kUsage} if documents of others would be removed.
void refuse_to_remove(const PostgresConnection& connection,
                      const std::vector<PostgresConnection::Row>& others) {
  if (others.empty()) return;
  constexpr std::size_t kMaxNamedOrgans = 10;
  std::uint64_t count = 0;
  std::string whose;
  for (std::size_t i = 0; i < others.size(); ++i) {
    count += connection.parse_answer_number(others[i][1]);
    if (i < kMaxNamedOrgans)
      whose +=
          (i == 0 ? " " : ", ") + text::make_printable(others[i][0]) + " (" + others[i][1] + ")";
  }
  if (others.size() > kMaxNamedOrgans) whose += ", …";
  throw Error(
      ErrorCode::kUsage,
      both("--mirror sẽ xóa khỏi cơ sở dữ liệu " + std::to_string(count) +
               " văn bản không có trong thư mục kết quả này; chưa xóa gì, thêm --yes để xóa. "
               "Số văn bản theo cơ quan ban hành:",
           "--mirror would remove from the database " + std::to_string(count) +
               " documents that this output does not have; nothing was removed, add --yes "
               "to do it. Documents by organ:") +
          whose);
}

/// Returns the SQL that moves the copied rows into the tables and updates the books.
std::string write_sql(const LoadScope& scope, const DeliveryTerms& terms) {
  return update_offices_sql(scope) + (terms.provenance ? "" : unbatch_unchanged_sql(scope)) +
         note_replaced_sql(scope) + (terms.provenance ? "" : remove_unbatched_sql()) +
         merge_staged_sql(scope) + record_load_sql(scope);
}

LoadScope scope_of(const PostgresRequest& request) {
  return {request.office, request.foreign == ForeignDocuments::kRemove};
}

Answer offer(PostgresConnection& connection, const ExportFilter& filter, const Digests& digests,
             const PostgresRequest& request) {
  connection.run(begin_transaction_sql() + create_offer_tables_sql());
  copy_lines(connection, kOfferedTarget,
             [&](const TakeLine& take) { each_offered(digests, {}, take); });
  copy_lines(connection, kWithheldTarget,
             [&](const TakeLine& take) { each_withheld(filter, take); });
  if (request.foreign == ForeignDocuments::kRemove && !request.may_remove)
    refuse_to_remove(connection, connection.query(count_foreign_sql(scope_of(request)), 2));
  connection.run(batch_differing_sql(request.send_all, scope_of(request)) +
                 batch_gone_sql(scope_of(request)));
  Answer answer;
  for (const PostgresConnection::Row& row : connection.query(select_batch_sql(), 2)) {
    (row[1] == "t" ? answer.send : answer.gone).insert(row[0]);
  }
  answer.partial = ids_of(connection.query(select_partial_sql(scope_of(request)), 1));
  answer.agencies = ids_of(connection.query(select_claimed_sql(), 1));
  answer.is_office_new =
      connection.query(is_office_changed_sql(scope_of(request)), 1, 1).front()[0] == "t";
  connection.run("COMMIT");
  return answer;
}

/// Tells whether a part is large. Reading whole tables is then faster than reading by document,
/// which takes about four times as long for each row.
bool is_large(const DocIds& some, const Digests& all) { return some.size() * 4 > all.size(); }

/// Judges again, now including the documents that only this target has asked for.
std::unique_ptr<ExportFilter> judge_asked(const store::StoreReader& store,
                                          ExportFilterOptions options, const Answer& answer,
                                          const Digests& digests) {
  DocIds& judged = options.judged.value();
  judged.insert(answer.send.begin(), answer.send.end());
  judged.insert(answer.partial.begin(), answer.partial.end());
  if (is_large(judged, digests)) options.judged.reset();
  return std::make_unique<ExportFilter>(store, std::move(options));
}

/// Returns the documents to send, with the agencies that they claim, here or in the target.
Part part_of(const store::StoreReader& store, Answer answer, const Digests& digests) {
  Part part;
  if (answer.send.size() == digests.size()) return part;
  part.agencies = std::move(answer.agencies);
  store.for_each_claim(record::table(record::TableId::kAgencies),
                       [&](std::string_view id, std::string_view doc_id) {
                         if (answer.send.contains(doc_id)) part.agencies->emplace(id);
                       });
  part.documents = std::move(answer.send);
  return part;
}

/// Updates the statistics of changed tables. The server does so itself only a minute later. Until
/// then a load of a few documents would scan whole tables. It took 4.2 s for one document in a
/// hundred of 100,000 tasks. Readers and writers do not wait for this.
void analyse_changed(PostgresConnection& connection, const ExportFilter& filter,
                     const std::vector<TableChanges>& changes) {
  constexpr std::uint64_t kMinWrittenRows = 1000;
  std::string sql;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const TargetTable& table = target_tables()[i];
    const std::uint64_t written = changes[i].inserted + changes[i].updated + changes[i].removed;
    if (written > kMinWrittenRows && written * 10 > filter.count(table.name).delivered)
      sql += analyse_table_sql(table);
  }
  if (!sql.empty()) connection.run(sql);
}

/// Sends and merges the rows; reports the changes.
void replace_rows(PostgresConnection& connection, const Digests& digests, const Answer& answer,
                  const PostgresRequest& request, PostgresReport& report) {
  const ExportFilter& filter = *report.filter;
  connection.run(begin_transaction_sql() + create_offer_tables_sql() + create_staging_sql());
  copy_lines(connection, kOfferedTarget,
             [&](const TakeLine& take) { each_offered(digests, partial_documents(filter), take); });
  copy_lines(connection, kWithheldTarget,
             [&](const TakeLine& take) { each_withheld(filter, take); });
  copy_lines(connection, kBatchTarget, [&](const TakeLine& take) {
    for (const DocIds* ids : {&answer.send, &answer.gone}) {
      for (const std::string& doc_id : *ids) take(doc_id + '\n');
    }
  });
  const std::vector<RowSetDigest> sent =
      copy_all(connection, filter, part_of(filter.store(), answer, digests),
               {request.office, request.terms.provenance});
  connection.run(lock_loads_sql() + make_schema_sql());  // refuses if a newer codau was faster
  connection.run(write_sql(scope_of(request), request.terms));
  compare(connection, sent);
  std::vector<TableChanges>& out = report.tables;
  for (const PostgresConnection::Row& row : connection.query(select_changes_sql(), 4)) {
    if (out.size() == sent.size()) connection.throw_bad_answer();
    out.push_back({connection.parse_answer_number(row[1]), connection.parse_answer_number(row[2]),
                   0, connection.parse_answer_number(row[3]), sent[out.size()].rows});
  }
  for (const PostgresConnection::Row& row :
       connection.query(count_replaced_sql(scope_of(request)), 2))
    report.replaced.push_back({row[0], connection.parse_answer_number(row[1])});
  analyse_changed(connection, filter, out);
  request.before_commit(filter);
  connection.run("COMMIT");
}

}  // namespace

PostgresReport load_postgres(const store::StoreReader& store, const PostgresRequest& request) {
  PostgresConnection connection(request.uri);
  make_schema(connection);
  ExportFilterOptions options = request.options;
  options.judged = find_documents_in_doubt(store);
  PostgresReport report{connection.name(), {}, {}, std::make_unique<ExportFilter>(store, options)};
  const Digests digests = compute_delivered_digests(*report.filter, request.terms);
  const Answer answer = offer(connection, *report.filter, digests, request);
  if (!answer.send.empty() || !answer.partial.empty()) {
    report.filter = judge_asked(store, std::move(options), answer, digests);
  }
  if (answer.send.empty() && answer.gone.empty() && !answer.is_office_new) {
    report.tables.resize(target_tables().size());
    request.before_commit(*report.filter);
  } else {
    replace_rows(connection, digests, answer, request, report);
  }
  for (std::size_t i = 0; i < report.tables.size(); ++i) {
    TableChanges& changes = report.tables[i];
    if (!request.terms.provenance && is_provenance(record::table(target_tables()[i].name)))
      continue;
    changes.unchanged = report.filter->count(target_tables()[i].name).delivered - changes.inserted -
                        changes.updated;
  }
  return report;
}

void write_postgres_files(const ExportFilter& filter, const DeliveryTerms& terms,
                          const std::string& office, ForeignDocuments foreign, FileSet& files) {
  const LoadScope scope{office, foreign == ForeignDocuments::kRemove};
  const std::string encoding = "SET client_encoding = 'UTF8';\n";
  files.write("schema.sql", encoding + make_schema_sql());
  std::string copies = copy_command(kOfferedTarget, "offered.copy") +
                       copy_command(kWithheldTarget, "withheld.copy") +
                       copy_command(make_staging_target(claims_table()), "agency_claims.copy");
  std::string comparisons;
  files.write("offered.copy", [&](io::FileSink& sink) {
    return each_offered(compute_delivered_digests(filter, terms), partial_documents(filter),
                        [&](std::string_view line) { sink.write(line); });
  });
  files.write("withheld.copy", [&](io::FileSink& sink) {
    return each_withheld(filter, [&](std::string_view line) { sink.write(line); });
  });
  files.write("agency_claims.copy", [&](io::FileSink& sink) {
    return each_claim(filter, {}, [&](std::string_view line) { sink.write(line); });
  });
  for (const TargetTable& table : target_tables()) {
    const std::string name = std::string(table.name) + ".copy";
    RowSetDigest sent;
    files.write(name, [&](io::FileSink& sink) {
      sent = each_line(filter, table, {}, {office, terms.provenance},
                       [&](std::string_view line) { sink.write(line); });
      return sent.rows;
    });
    copies += copy_command(make_staging_target(table), name);
    comparisons += comparison(table, sent);
  }
  files.write(
      "load.sql",
      "-- In this folder: psql -f load.sql DATABASE\n"
      "\\set ON_ERROR_STOP on\n\\set QUIET on\n\\pset footer off\n" +
          encoding + begin_transaction_sql() + lock_loads_sql() + "\\ir schema.sql\nCOMMIT;\n" +
          begin_transaction_sql() + create_offer_tables_sql() + create_staging_sql() + copies +
          lock_loads_sql() + "\\ir schema.sql\n" +
          (scope.remove_foreign
               ? "\\echo documents of others that go:\n" + count_foreign_sql(scope) + ";\n"
               : "") +
          batch_differing_sql(true, scope) + batch_gone_sql(scope) + write_sql(scope, terms) +
          comparisons + "\\echo documents of other offices with other rows than before:\n" +
          count_replaced_sql(scope) + ";\n" + select_changes_sql() + ";\nCOMMIT;\n");
}

}  // namespace codau::exports
