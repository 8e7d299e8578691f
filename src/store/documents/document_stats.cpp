#include "store/documents/document_stats.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "record/citations/xref.h"
#include "record/schema/codes.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "store/database/stored_row.h"
#include "store/documents/document_rows.h"
#include "store/schema/search_tables.h"

namespace codau::store {
namespace {

using record::Records;
using record::Row;
using record::Table;

struct AppendValue {
  std::string& out;
  void operator()(std::monostate) const { out += 'n'; }
  void operator()(bool value) const { out += value ? 't' : 'f'; }
  void operator()(std::int64_t value) const { out += 'i' + std::to_string(value); }
  void operator()(double value) const {
    out += 'r' + std::to_string(static_cast<std::int64_t>(std::llround(value * 1e4)));
  }
  void operator()(const std::string& text) const {
    out += 's' + std::to_string(text.size()) + ':' + text;
  }
  void operator()(const std::vector<std::string>& codes) const {
    out += 'l' + std::to_string(codes.size());
    for (const std::string& code : codes) (*this)(code);
  }
};

/// Returns the bytes of a row; different rows give different bytes.
std::string make_bytes(const Row& row) {
  std::string out;
  for (const record::Value& value : row) {
    std::visit(AppendValue{out}, value);
    out += ',';
  }
  return out;
}

std::vector<std::size_t> places_of_reasons(const Table& table) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::string_view name = table.columns[i].name;
    if (name == record::Documents::review_reasons.name || name == record::Documents::flags.name)
      places.push_back(i);
  }
  return places;
}

void count_reasons(const Row& row, const std::vector<std::size_t>& places, DocumentCounts& counts) {
  std::set<std::string> codes;  // a flag of a document is among its reasons too
  for (const std::size_t i : places) {
    if (const auto* list = std::get_if<std::vector<std::string>>(&row[i]))
      codes.insert(list->begin(), list->end());
  }
  for (const std::string& code : codes) ++counts["reason:" + code];
}

void add_to_totals(const Connection& connection, const DocumentCounts& change) {
  Statement add(connection,
                "INSERT INTO totals VALUES(?1,?2) ON CONFLICT(name) DO UPDATE SET n = n + ?2");
  Statement forget(connection, "DELETE FROM totals WHERE name = ? AND n = 0");
  for (const auto& [name, n] : change) {
    add.bind(1, name).bind(2, n).step();
    forget.bind(1, name).step();
  }
}

/// Computes the content of `totals` from the counts of the documents.
constexpr std::string_view kTotals =
    "SELECT name,sum(n) FROM document_counts GROUP BY name HAVING sum(n) <> 0";

DocumentCounts stored_counts(const Connection& connection, std::string_view doc_id) {
  Statement select(connection, "SELECT name,n FROM document_counts WHERE doc_id = ?");
  DocumentCounts out;
  for (select.bind(1, doc_id); select.step();) out[select.text(0)] = select.integer(1);
  return out;
}

/// Writes the counts that differ, and updates `totals`.
void update_counts(const Connection& connection, std::string_view doc_id,
                   const DocumentCounts& counts) {
  DocumentCounts change = counts;
  for (const auto& [name, n] : stored_counts(connection, doc_id)) change[name] -= n;
  std::erase_if(change, [](const auto& one) { return one.second == 0; });
  Statement put(connection, "INSERT OR REPLACE INTO document_counts VALUES(?,?,?)");
  Statement remove(connection, "DELETE FROM document_counts WHERE doc_id = ? AND name = ?");
  for (const auto& [name, n] : change) {
    const auto now = counts.find(name);
    if (now == counts.end())
      remove.bind(1, doc_id).bind(2, name).step();
    else
      put.bind(1, doc_id).bind(2, name).bind(3, now->second).step();
  }
  add_to_totals(connection, change);
}

}  // namespace

std::uint64_t count_rows(const Connection& connection, const Table& table) {
  const bool is_shared = find_row_owner(table) == RowOwner::kShared;
  return std::stoull(
      connection.value(is_shared ? "SELECT count(*) FROM " + quote_name(table.name)
                                 : "SELECT coalesce((SELECT n FROM totals WHERE name = " +
                                       quote_text("rows:" + std::string(table.name)) + "),0)"));
}

void append_change(const Connection& connection, std::string_view doc_id, std::string_view change,
                   std::string_view rows) {
  Statement insert(connection,
                   "INSERT INTO feed(token,doc_id,change,rows)"
                   " VALUES(lower(hex(randomblob(16))),?,?,?)");
  insert.bind(1, doc_id).bind(2, change).bind(3, rows).step();
}

bool has_document_row(const Records& records) {
  return !records[record::TableId::kDocuments].empty();
}

DocumentStats compute_stats(const Records& records) {
  DocumentStats out;
  out.digest = record::sha256_of_pieces([&](const auto& add) {
    for (const Table& table : record::schema()) {
      add(std::string(table.name) + "\n");
      if (records[table.id].empty()) continue;
      std::vector<const Row*> rows;
      for (const Row& row : records[table.id]) rows.push_back(&row);
      const record::PrimaryKeyLess below(table);
      const auto is_below = [&](const Row* a, const Row* b) { return below(*a, *b); };
      if (!std::ranges::is_sorted(rows, is_below)) std::ranges::sort(rows, is_below);
      const std::vector<std::size_t> reasons = places_of_reasons(table);
      const bool is_counted = find_row_owner(table) != RowOwner::kShared;
      for (const Row* const row : rows) {
        add(make_bytes(*row) + "\n");
        if (is_counted) count_reasons(*row, reasons, out.counts);
      }
      if (is_counted)
        out.counts["rows:" + std::string(table.name)] = static_cast<std::int64_t>(rows.size());
    }
  });
  return out;
}

void update_stats(const Connection& connection, std::string_view doc_id, const Records& after,
                  const RowChanges& changes) {
  const auto documents = changes.tables.find(record::TableId::kDocuments);
  const bool is_added = documents != changes.tables.end() && !documents->second.added.empty();
  const bool is_there = has_document_row(after);
  if (!is_there) {
    update_counts(connection, doc_id, {});
    Statement(connection, "DELETE FROM made WHERE doc_id = ?").bind(1, doc_id).step();
  } else {
    const DocumentStats stats = compute_stats(after);
    update_counts(connection, doc_id, stats.counts);
    Statement put(connection,
                  "INSERT INTO made(doc_id,basis,digest) VALUES(?1,'',?2)"
                  " ON CONFLICT(doc_id) DO UPDATE SET digest = ?2");
    put.bind(1, doc_id).bind(2, stats.digest).step();
  }
  if (is_added)
    append_change(connection, doc_id, "added", "");
  else if (!changes.empty())
    append_change(connection, doc_id, is_there ? "changed" : "removed", to_json(changes));
}

namespace {}  // namespace

void refuse_damaged_rows(const Connection& connection, std::string_view doc_id) {
  const std::string id(doc_id), file = connection.file().string();
  throw Error(ErrorCode::kOutput,
              file + both(": văn bản " + id +
                              " đã hỏng; chạy codau run --redo rows với tệp gốc của "
                              "văn bản này để làm lại",
                          ": document " + id +
                              " is damaged; codau run --redo rows over its file "
                              "makes it again"));
}

bool has_digest_mark(const std::filesystem::path& file, const std::string& mark) {
  constexpr std::size_t kOlder = 32, kTail = 1024;
  constexpr std::uintmax_t kLongest = std::uintmax_t{16} << 30U;
  std::error_code error;
  if (!std::filesystem::is_regular_file(std::filesystem::symlink_status(file, error))) return false;
  const std::uintmax_t bytes = std::filesystem::file_size(file, error);
  if (error || bytes > kLongest) return false;
  if (mark.size() != kOlder) return record::sha256_of_file(file) == mark;
  std::string tail(std::min<std::uintmax_t>(bytes, kTail), '\0');
  std::ifstream in(file, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(bytes - tail.size()));
  in.read(tail.data(), static_cast<std::streamsize>(tail.size()));
  return in && record::sha256(std::to_string(bytes) + ' ' + tail).substr(0, kOlder) == mark;
}

bool has_recorded_rows(const Connection& connection, std::string_view doc_id,
                       const Records& records) {
  Statement select(connection, "SELECT digest FROM made WHERE doc_id = ?");
  const bool is_recorded = select.bind(1, doc_id).step() && !select.is_null(0);
  const DocumentStats stats = compute_stats(records);
  if (!is_recorded) return stats.counts.empty();
  // A digest of another length was made by another version: it cannot be compared.
  const std::string digest = select.text(0);
  return digest.size() != stats.digest.size() ||
         (digest == stats.digest && stored_counts(connection, doc_id) == stats.counts);
}

void recount_totals(const Connection& connection) {
  connection.run("DELETE FROM totals; INSERT INTO totals " + std::string(kTotals));
}

std::string find_contradiction(const Connection& connection) {
  const auto differ = [&](const std::string& one, const std::string& other) {
    const auto only = [&](const std::string& a, const std::string& b) {
      return !connection.value("SELECT 1 FROM (" + a + " EXCEPT " + b + ") LIMIT 1").empty();
    };
    return only(one, other) || only(other, one);
  };
  if (differ("SELECT name,n FROM totals", std::string(kTotals))) return "totals";
  for (const Table& table : record::schema()) {
    if (find_row_owner(table) == RowOwner::kShared) {
      const std::string columns = make_column_list(table);
      const std::string settled = "SELECT " + columns + " FROM (SELECT *,min(doc_id) FROM " +
                                  quote_name(make_claims_name(table)) + " GROUP BY " +
                                  make_key_list(table) + ")";
      const std::string name(table.name);
      if (differ("SELECT " + columns + " FROM " + quote_name(name), settled)) return name;
    }
    Statement known(connection, "SELECT 1 FROM codes WHERE list = ? AND code = ?");
    for (const record::Column& column : table.columns) {
      if (column.codes == nullptr) continue;
      for (const record::CodeEntry& one : *column.codes) {
        if (!known.bind(1, make_code_list_name(table, column)).bind(2, one.code).step())
          return "codes";
        known.step();  // to its end
      }
    }
  }
  return {};
}

KnownFiles load_known_files(const Connection& connection, std::string_view doc_id) {
  KnownFiles out;
  Statement rows(connection, "SELECT 1 FROM documents WHERE doc_id = ?");
  out.has_rows = rows.bind(1, doc_id).step();
  Statement pdf(connection, "SELECT mark FROM pdfs WHERE doc_id = ?");
  if (pdf.bind(1, doc_id).step()) out.pdf = pdf.text(0);
  Statement original(connection, "SELECT source_sha256 FROM documents WHERE doc_id = ?");
  if (original.bind(1, doc_id).step()) out.original = original.text(0);
  out.printed = load_printed(connection, doc_id);
  return out;
}

}  // namespace codau::store
