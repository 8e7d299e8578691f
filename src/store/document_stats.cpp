#include "store/document_stats.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "record/codes.h"
#include "record/ids.h"
#include "record/row.h"
#include "record/xref.h"
#include "store/document_rows.h"
#include "store/search_tables.h"
#include "store/stored_row.h"

namespace codau::store {
namespace {

using Json = nlohmann::json;
using record::Row;
using record::Table;

struct AppendValue {
  std::string& out;
  const std::function<void(std::string_view)>& add;
  void operator()(std::monostate) const { out += 'n'; }
  void operator()(bool value) const { out += value ? 't' : 'f'; }
  void operator()(std::int64_t value) const { out += 'i' + std::to_string(value); }
  void operator()(double value) const {
    out += 'r' + std::to_string(static_cast<std::int64_t>(std::llround(value * 1e4)));
  }
  void operator()(const std::string& text) const {
    out += 's' + std::to_string(text.size()) + ':';
    constexpr std::size_t kLong = std::size_t{64} << 10U;
    if (text.size() < kLong) {
      out += text;
      return;
    }
    add(out);
    add(text);
    out.clear();
  }
  void operator()(const std::vector<std::string>& codes) const {
    out += 'l' + std::to_string(codes.size());
    for (const std::string& code : codes) (*this)(code);
  }
};

/// Different rows give different bytes; a long text stands nowhere else for that.
void add_bytes(const Row& row, const std::function<void(std::string_view)>& add) {
  std::string out;
  const AppendValue append{out, add};
  for (const record::Value& value : row) {
    std::visit(append, value);
    out += ',';
  }
  add(out);
}

record::UuidBytes digest_of(const Row& row) {
  return record::short_sha256(
      record::sha256_of_pieces([&](const auto& add) { add_bytes(row, add); }));
}

/// Rows of a table by digests of what they are called and of what they hold.
class KnownRows {
 public:
  explicit KnownRows(const Table& table) : table_(table) {}
  /// All of them before the other calls.
  void add(const Row& row) {
    rows_.push_back({record::short_sha256(row_id(table_, row)), digest_of(row)});
  }

  /// nullptr where it is as it was.
  const char* change_of(const Row& row) {
    Known* const known = find(row);
    if (known == nullptr) return "added";
    ++found_;
    known->found = true;
    return known->row == digest_of(row) ? nullptr : "changed";
  }
  [[nodiscard]] bool all_found() const { return found_ == rows_.size(); }
  bool was_found(const Row& row) { return find(row)->found; }

 private:
  struct Known {
    record::UuidBytes id, row;
    bool found = false;
  };

  Known* find(const Row& row) {
    if (!is_sorted_) std::ranges::sort(rows_, {}, &Known::id);
    is_sorted_ = true;
    const auto id = record::short_sha256(row_id(table_, row));
    const auto found = std::ranges::lower_bound(rows_, id, {}, &Known::id);
    return found == rows_.end() || found->id != id ? nullptr : &*found;
  }

  const Table& table_;
  std::vector<Known> rows_;
  std::size_t found_ = 0;
  bool is_sorted_ = false;
};

std::vector<std::size_t> places_of_reasons(const Table& table) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::string_view name = table.columns[i].name;
    if (name == "review_reasons" || name == "flags") places.push_back(i);
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

void add_to_totals(const Connection& connection, const DocumentCounts& counts, std::int64_t sign) {
  Statement add(connection,
                "INSERT INTO totals VALUES(?1,?2) ON CONFLICT(name) DO UPDATE SET n = n + ?2");
  for (const auto& [name, n] : counts) add.bind(1, name).bind(2, sign * n).step();
}

/// What `totals` has, from what `made` has of each document.
constexpr std::string_view kTotals =
    "SELECT c.key,sum(c.value) FROM made AS m,json_each(m.counts) AS c WHERE json_valid(m.counts)"
    " GROUP BY c.key";

DocumentCounts booked_counts(const Connection& connection, std::string_view doc_id) {
  Statement select(connection, "SELECT counts FROM made WHERE doc_id = ?");
  DocumentCounts out;
  if (!select.bind(1, doc_id).step() || select.is_null(0)) return out;
  const Json counts = Json::parse(select.text(0), nullptr, false);
  if (!counts.is_object()) return out;
  for (const auto& [name, n] : counts.items()) {
    if (n.is_number_integer()) out[name] = n.get<std::int64_t>();
  }
  return out;
}

}  // namespace

bool has_document_row(const record::RowStream& rows) {
  bool holds = false;
  rows(record::table("documents"), [&](const Row&) { holds = true; });
  return holds;
}

std::uint64_t count_rows(const Connection& connection, TableSpan tables, const Table& table) {
  const bool is_shared = find_row_owner(tables, table) == RowOwner::kShared;
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

bool is_xref_table(const Table& table) {
  return std::ranges::find(record::kXrefTables, table.name) != record::kXrefTables.end();
}

namespace {

/// Adds to `counts`: the half of the digest.
std::string half_of_sums(TableSpan tables, const record::RowStream& rows, bool told,
                         DocumentCounts& counts) {
  return record::sha256_of_pieces([&](const auto& add) {
    for (const Table& table : tables) {
      if (is_xref_table(table) != told) continue;
      const bool is_counted = find_row_owner(tables, table) != RowOwner::kShared;
      const std::vector<std::size_t> reasons = places_of_reasons(table);
      std::int64_t count = 0;
      add(table.name);
      add("\n");
      rows(table, [&](const Row& row) {
        add_bytes(row, add);
        add("\n");
        if (!is_counted) return;
        ++count;
        count_reasons(row, reasons, counts);
      });
      if (count > 0) counts["rows:" + std::string(table.name)] = count;
    }
  });
}

void note_difference(const Connection& connection, std::string_view doc_id, const char* change,
                     const std::string& difference) {
  if (!difference.empty()) append_change(connection, doc_id, change, difference);
}

}  // namespace

std::string to_text(const DocumentCounts& counts) { return Json(counts).dump(); }

DocumentStats compute_stats(TableSpan tables, const record::RowStream& rows) {
  DocumentStats out;
  out.digest = half_of_sums(tables, rows, true, out.counts);
  out.digest += half_of_sums(tables, rows, false, out.counts);
  return out;
}

std::string diff_rows(TableSpan tables, const record::RowStream& before,
                      const record::RowStream& after) {
  Json out = Json::object();
  for (const Table& table : tables) {
    std::map<std::string, std::vector<std::string>> by_change;
    KnownRows known(table);
    before(table, [&](const Row& row) { known.add(row); });
    after(table, [&](const Row& row) {
      const char* const change = known.change_of(row);
      if (change != nullptr) by_change[change].push_back(row_id(table, row));
    });
    if (!known.all_found()) {
      before(table, [&](const Row& row) {
        if (!known.was_found(row)) by_change["removed"].push_back(row_id(table, row));
      });
      std::ranges::sort(by_change["removed"]);
    }
    if (!by_change.empty()) out[std::string(table.name)] = by_change;
  }
  return out.empty() ? std::string{} : out.dump();
}

std::set<std::string> parse_changed_tables(const std::string& difference) {
  std::set<std::string> out;
  const Json tables = Json::parse(difference, nullptr, false);
  if (!tables.is_object()) return out;
  for (const auto& [name, rows] : tables.items()) out.insert(name);
  return out;
}

void update_stats(const Connection& connection, TableSpan tables, std::string_view doc_id, bool was,
                  const record::RowStream& after, const std::string& difference) {
  add_to_totals(connection, booked_counts(connection, doc_id), -1);
  const bool is = has_document_row(after);
  if (is) {
    const DocumentStats sums = compute_stats(tables, after);
    add_to_totals(connection, sums.counts, 1);
    Statement put(connection,
                  "INSERT INTO made(doc_id,basis,digest,counts) VALUES(?1,'',?2,?3)"
                  " ON CONFLICT(doc_id) DO UPDATE SET digest = ?2, counts = ?3");
    put.bind(1, doc_id).bind(2, sums.digest).bind(3, Json(sums.counts).dump()).step();
  } else {
    Statement(connection, "DELETE FROM made WHERE doc_id = ?").bind(1, doc_id).step();
  }
  connection.run("DELETE FROM totals WHERE n = 0");
  if (!was && !is) return;
  if (!was) {
    append_change(connection, doc_id, "added", "");
  } else {
    note_difference(connection, doc_id, is ? "changed" : "removed", difference);
  }
}

bool update_xref_stats(const Connection& connection, TableSpan tables, std::string_view doc_id,
                       const record::RowStream& before, const record::RowStream& after,
                       const std::string& difference) {
  Statement select(connection, "SELECT digest FROM made WHERE doc_id = ?");
  const std::string known = select.bind(1, doc_id).step() ? select.text(0) : std::string{};
  constexpr std::size_t kHalf = 64;
  if (known.size() != 2 * kHalf) return false;
  DocumentCounts was, is;
  const std::string told_before = half_of_sums(tables, before, true, was);
  // Without a difference the rows are booked as they are: somebody has cut them.
  if (!difference.empty() && told_before != known.substr(0, kHalf))
    refuse_damaged_rows(connection, doc_id);
  const std::string told = half_of_sums(tables, after, true, is);
  if (!is.contains("rows:documents")) return false;
  DocumentCounts counts = booked_counts(connection, doc_id), change = is;
  for (const auto& [name, n] : was) change[name] -= n;
  std::erase_if(change, [](const auto& one) { return one.second == 0; });
  for (const auto& [name, n] : change) counts[name] += n;
  std::erase_if(counts, [](const auto& one) { return one.second == 0; });
  add_to_totals(connection, change, 1);
  Statement put(connection, "UPDATE made SET digest = ?2, counts = ?3 WHERE doc_id = ?1");
  put.bind(1, doc_id).bind(2, told + known.substr(kHalf)).bind(3, Json(counts).dump()).step();
  connection.run("DELETE FROM totals WHERE n = 0");
  note_difference(connection, doc_id, "changed", difference);
  return true;
}

void update_copied_stats(const Connection& connection, std::span<const std::string> doc_ids) {
  DocumentCounts all;
  for (const std::string& doc_id : doc_ids) {
    for (const auto& [name, n] : booked_counts(connection, doc_id)) all[name] += n;
    append_change(connection, doc_id, "added", "");
  }
  add_to_totals(connection, all, 1);
}

namespace {

/// Behind them stands what a page has beside its lines, as a seal (record/document_rows.cpp).
std::string first_lines(std::string text, std::size_t count) {
  std::size_t end = text.find('\n');
  for (; count > 1 && end != std::string::npos; --count) end = text.find('\n', end + 1);
  if (end != std::string::npos) text.erase(end);
  return text;
}

}  // namespace

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

bool has_recorded_rows(const Connection& connection, TableSpan tables, std::string_view doc_id) {
  Statement select(connection, "SELECT digest,counts FROM made WHERE doc_id = ?");
  const bool is_booked = select.bind(1, doc_id).step() && !select.is_null(0);
  const DocumentStats sums =
      compute_stats(tables, DocumentRows(connection, tables).for_each_row(doc_id));
  if (!is_booked) return sums.counts.empty();
  constexpr std::size_t kOfAll = 128;  // an older book has another digest
  const std::string digest = select.text(0);
  return digest.size() != kOfAll ||
         (digest == sums.digest &&
          Json::parse(select.text(1), nullptr, false) == Json(sums.counts));
}

void recount_totals(const Connection& connection) {
  connection.run("DELETE FROM totals; INSERT INTO totals " + std::string(kTotals));
}

std::string find_contradiction(const Connection& connection, TableSpan tables) {
  const auto differ = [&](const std::string& one, const std::string& other) {
    const auto only = [&](const std::string& a, const std::string& b) {
      return !connection.value("SELECT 1 FROM (" + a + " EXCEPT " + b + ") LIMIT 1").empty();
    };
    return only(one, other) || only(other, one);
  };
  if (differ("SELECT name,n FROM totals", std::string(kTotals))) return "totals";
  for (const Table& table : tables) {
    if (find_row_owner(tables, table) == RowOwner::kShared) {
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
  Statement made(connection, "SELECT file,changes FROM made WHERE doc_id = ?");
  if (made.bind(1, doc_id).step()) {
    out.document_json = made.text(0);
    out.changes = made.text(1);
  }
  Statement pdf(connection, "SELECT mark FROM pdfs WHERE doc_id = ?");
  if (pdf.bind(1, doc_id).step()) out.pdf = pdf.text(0);
  Statement original(connection, "SELECT source_sha256 FROM documents WHERE doc_id = ?");
  if (original.bind(1, doc_id).step()) out.original = original.text(0);
  out.printed = load_printed(connection, doc_id);
  std::map<std::uint32_t, std::size_t> lines;  // printed on each page
  for (const PrintedPassage& one : out.printed) {
    const auto breaks = std::ranges::count(one.text, '\n');
    if (one.page) lines[*one.page] += static_cast<std::size_t>(breaks) + 1;
  }
  Statement pages(connection,
                  "SELECT page_no,text_ocr FROM pages WHERE doc_id = ? AND text_ocr IS NOT NULL"
                  " ORDER BY page_no");
  for (pages.bind(1, doc_id); pages.step();) {
    const std::size_t printed = lines[static_cast<std::uint32_t>(pages.integer(0))];
    if (printed > 0) out.as_read.push_back(first_lines(pages.text(1), printed));
  }
  // A text that is the whole of one file.
  Statement source(connection,
                   "SELECT source_sha256 FROM documents AS d WHERE doc_id = ?1 AND source_format ="
                   " 'txt' AND substr(source_sha256,1,16) = ?1 AND NOT EXISTS(SELECT 1 FROM further"
                   " WHERE first = ?1) AND NOT EXISTS(SELECT 1 FROM sources AS s WHERE s.doc_id ="
                   " ?1 AND s.page_from IS NOT NULL)");
  if (source.bind(1, doc_id).step()) out.source = source.text(0);
  return out;
}

}  // namespace codau::store
