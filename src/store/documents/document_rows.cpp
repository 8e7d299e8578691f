#include "store/documents/document_rows.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/error.h"
#include "record/citations/xref.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "store/database/stored_row.h"
#include "store/documents/list_rows.h"

namespace codau::store {
namespace {

using record::Row;
using record::Table;
using record::Value;

bool is_shared(const Table& table) { return find_row_owner(table) == RowOwner::kShared; }

using record::Corrections;
using record::Evidence;
using record::Sections;
using record::Tasks;
using EvidenceCells = record::ConstCells<Evidence>;
using CorrectionCells = record::ConstCells<Corrections>;

/// Returns the text of a column in a row of `table`. `column` must point into `table`.
std::string_view text_at(const Table& table, const Row& row, const record::Column& column) {
  const auto place = static_cast<std::size_t>(&column - table.columns.data());
  const auto* const text = std::get_if<std::string>(&row[place]);
  return text == nullptr ? std::string_view() : *text;
}
std::string_view section_id_of(const Row& section) {
  return record::ConstCells<Sections>(section).text(Sections::section_id);
}
std::string_view section_of(const Row& task) {
  return record::ConstCells<Tasks>(task).text(Tasks::section_id);
}

/// Returns the SQL that inserts a row, or updates the row with the same number or key. The last
/// parameter is the row number, or the doc_id of a claim.
std::string make_put_statement(const Table& table) {
  const bool has_number = has_row_numbers(table);
  const std::string more = has_number ? ",row_number" : is_shared(table) ? ",doc_id" : "";
  const std::string into = is_shared(table) ? make_claims_name(table) : make_physical_name(table);
  std::string sql = std::string(has_number ? "INSERT" : "INSERT OR REPLACE") + " INTO " +
                    quote_name(into) + "(" + make_column_list(table) + more + ") VALUES(" +
                    make_placeholders(table.columns.size() + (more.empty() ? 0 : 1)) + ")";
  if (!has_number) return sql;
  std::string values;
  for (const record::Column& column : table.columns) {
    const std::string name = quote_name(column.name);
    values += (values.empty() ? "" : ",") + name + " = excluded." + name;
  }
  return sql + " ON CONFLICT(row_number) DO UPDATE SET " + values;
}

/// Returns the SQL that deletes a row of a table without row numbers. Parameters: its key, then the
/// doc_id for a claim.
std::string make_remove_statement(const Table& table) {
  std::string where;
  for (const std::string_view column : table.primary_key)
    where += (where.empty() ? "" : " AND ") + quote_name(column) + " = ?";
  if (is_shared(table)) where += " AND \"doc_id\" = ?";
  return "DELETE FROM " +
         quote_name(is_shared(table) ? make_claims_name(table) : make_physical_name(table)) +
         " WHERE " + where;
}

struct TableStatements {
  std::string put, remove;
};
const TableStatements& statements_of(const Table& table) {
  static const std::map<std::string_view, TableStatements> kAll = [] {
    std::map<std::string_view, TableStatements> out;
    for (const Table& one : record::schema())
      out.emplace(one.name, TableStatements{make_put_statement(one), make_remove_statement(one)});
    return out;
  }();
  return kAll.at(table.name);
}

constexpr const char* kPutEvidence =
    "INSERT OR REPLACE INTO kept_evidence(row,field,row_id,page_no,bbox,confidence,basis)"
    " VALUES(?,?,?,?,?,?,?)";
constexpr const char* kPutCorrection =
    "INSERT OR REPLACE INTO kept_corrections(row,field,row_id,corr_id,change,page_no,start,"
    "\"end\",confidence,actor,at) VALUES(?,?,?,?,?,?,?,?,?,?,?)";
constexpr const char* kRemoveEvidence =
    "DELETE FROM kept_evidence WHERE row = ? AND field = ? AND row_id = ?";
constexpr const char* kRemoveCorrection =
    "DELETE FROM kept_corrections WHERE row = ? AND field = ? AND row_id = ? AND corr_id = ?";

/// Returns the tables whose rows have numbers.
std::vector<const Table*> numbered_tables() {
  std::vector<const Table*> out;
  for (const Table& table : record::schema()) {
    if (has_row_numbers(table)) out.push_back(&table);
  }
  return out;
}

/// Returns the SQL for the numbers of all rows of the document ?1.
std::string select_numbers() {
  std::string out;
  for (const Table* const table : numbered_tables()) {
    out +=
        (out.empty() ? "" : " UNION ALL ") +
        ("SELECT row_number FROM " + quote_name(make_physical_name(*table)) + " WHERE doc_id = ?1");
  }
  return out;
}

std::int64_t find_next_number(const Connection& connection) {
  std::string all;
  for (const Table* const table : numbered_tables()) {
    all += (all.empty() ? "" : " UNION ALL ") +
           ("SELECT max(row_number) AS n FROM " + quote_name(make_physical_name(*table)));
  }
  return std::stoll(connection.value("SELECT coalesce(max(n),0) + 1 FROM (" + all + ")"));
}

/// Returns the added and changed rows, in the order of the document. If a section has changed, also
/// the tasks that may share its text.
std::vector<const Row*> list_rows_to_put(const Table& table, const RowChanges& changes,
                                         const record::Records& after) {
  std::vector<const Row*> out;
  if (const auto found = changes.tables.find(table.id); found != changes.tables.end()) {
    out = found->second.added;
    out.insert(out.end(), found->second.changed.begin(), found->second.changed.end());
  }
  const auto sections = changes.tables.find(record::TableId::kSections);
  if (table.id == record::TableId::kTasks && sections != changes.tables.end()) {
    std::set<std::string_view> changed;
    for (const Row* const row : sections->second.changed) changed.insert(section_id_of(*row));
    const std::set<const Row*> known(out.begin(), out.end());
    for (const Row& row : after[table.id]) {
      if (!known.contains(&row) && changed.contains(section_of(row))) out.push_back(&row);
    }
  }
  for (const Row* const row : out) {
    if (row->size() != table.columns.size())
      throw Error(ErrorCode::kInternal, std::string(table.name) + ": a row of the wrong width");
  }
  const record::Column* const seq = record::find_column(table, Tasks::seq.name);
  if (has_row_numbers(table) && seq != nullptr) {
    const auto place = static_cast<std::size_t>(seq - table.columns.data());
    std::ranges::stable_sort(out, {}, [&](const Row* row) {
      const auto* const number = std::get_if<std::int64_t>(&(*row)[place]);
      return number == nullptr ? 0 : *number;
    });
  }
  return out;
}

/// Tells whether the rows of the document in the tables of the lists may have changed.
bool may_change_lists(const RowChanges& changes) {
  using record::TableId;
  return std::ranges::any_of(std::array{TableId::kDocuments, TableId::kSources, TableId::kTasks,
                                        TableId::kTaskDeadlines, TableId::kTaskAgencies},
                             [&](TableId table) { return changes.contains(table); });
}

}  // namespace

RowReader::RowReader(const Connection& connection, const Table& table, std::string_view column,
                     std::string_view value, RowOrder order)
    : table_(table), select_(connection, make_row_select(table, column, order)) {
  if (!column.empty()) select_.bind(1, value);
}

Row RowReader::row() const { return read_row(select_, table_); }

std::string RowReader::doc_id() const {
  return select_.text(static_cast<int>(table_.columns.size()));
}

void remove_unused_changes(const Connection& connection) {
  connection.run("DELETE FROM changes WHERE number NOT IN (SELECT change FROM kept_corrections)");
}

void add_fields(const Connection& connection) {
  Statement insert(connection, "INSERT OR IGNORE INTO fields(table_name,field) VALUES(?,?)");
  for (const Table& table : record::schema()) {
    for (const record::Column& column : table.columns)
      insert.bind(1, table.name).bind(2, column.name).step();
  }
}

void DocumentRows::for_each_row(const Table& table, std::string_view doc_id, RowOrder order,
                                const RowSink& take) const {
  if (!is_shared(table)) {
    RowReader rows(connection_, table, "doc_id", doc_id, order);
    while (rows.step()) take(rows.row());
    return;
  }
  Statement select(connection_, "SELECT " + make_column_list(table) + " FROM " +
                                    quote_name(make_claims_name(table)) +
                                    " WHERE \"doc_id\" = ? ORDER BY " + make_key_list(table));
  select.bind(1, doc_id);
  while (select.step()) take(read_row(select, table));
}

record::Records DocumentRows::all(std::string_view doc_id) const {
  record::Records out;
  for (const Table& table : record::schema()) {
    std::vector<Row>& rows = out[table.id];
    const bool is_about = find_row_owner(table) == RowOwner::kAbout;  // many, in key order
    for_each_row(table, doc_id, is_about ? RowOrder::kNone : RowOrder::kFileOrder,
                 [&](Row row) { rows.push_back(std::move(row)); });
    if (is_about) record::sort_by_key(table, rows);
  }
  return out;
}

record::Records DocumentRows::head(std::string_view doc_id) const {
  record::Records out;
  for (const record::TableId id : record::kHeadTables) {
    const Table& table = record::table(id);
    std::vector<Row>& rows = out[id];
    for_each_row(table, doc_id, RowOrder::kKeyOrder, [&](const Row& row) {
      if (record::is_head_row(table, row)) rows.push_back(row);
    });
  }
  return out;
}

/// Writes the rows of one document into the tables.
class DocumentRows::Writer {
 public:
  /// `after`: all rows of the document after the change.
  Writer(const Connection& connection, std::string_view doc_id, const record::Records& after)
      : connection_(connection), doc_id_(doc_id) {
    for (const Row& row : after[record::TableId::kSections])
      sections_.emplace(section_id_of(row), &row);
  }

  void remove(const Table& table, const Row& row) {
    if (find_row_owner(table) == RowOwner::kAbout) return remove_about(table, row);
    if (has_row_numbers(table)) {
      const std::string id = record::row_id(table, row);
      Statement(connection_,
                "DELETE FROM " + quote_name(make_physical_name(table)) + " WHERE row_number = ?")
          .bind(1, number_of(table, id))
          .step();
      numbers_of(table).erase(id);
      return;
    }
    Statement statement(connection_, statements_of(table).remove);
    int index = 1;
    for (const std::string_view name : table.primary_key) {
      const auto place = std::ranges::find(table.columns, name, &record::Column::name);
      bind(statement, index++, table, row, static_cast<std::size_t>(place - table.columns.begin()));
    }
    if (is_shared(table)) statement.bind(index, doc_id_);
    statement.step();
  }

  /// Gives a new row its number, so that other rows of the same table can refer to it.
  void reserve(const Table& table, const Row& row) {
    if (has_row_numbers(table)) static_cast<void>(number_for(table, record::row_id(table, row)));
  }

  /// Writes evidence or corrections in the order of their table, so that SQLite fills its pages.
  void put_about(const Table& table, const std::vector<const Row*>& rows) {
    std::vector<std::pair<Owner, const Row*>> owned;
    for (const Row* const row : rows) owned.emplace_back(owner_of(table, *row), row);
    std::ranges::stable_sort(owned, {}, [](const auto& one) {
      return std::tuple(one.first.row, one.first.field, one.first.row_id);
    });
    if (table.id == record::TableId::kEvidence) {
      Statement put(connection_, kPutEvidence);
      for (const auto& [owner, row] : owned) put_evidence(put, owner, EvidenceCells(*row));
    } else {
      Statement put(connection_, kPutCorrection);
      for (const auto& [owner, row] : owned) put_correction(put, owner, CorrectionCells(*row));
    }
  }

  /// Writes rows of another table. Call it for parents before their children.
  void put(const Table& table, const std::vector<const Row*>& rows) {
    if (rows.empty()) return;
    Statement statement(connection_, statements_of(table).put);
    for (const Row* const row : rows) put(statement, table, *row);
  }

 private:
  void put(Statement& statement, const Table& table, const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i)
      bind(statement, static_cast<int>(i) + 1, table, row, i);
    const int more = static_cast<int>(row.size()) + 1;
    if (has_row_numbers(table)) {
      statement.bind(more, number_for(table, record::row_id(table, row)));
    } else if (is_shared(table)) {
      statement.bind(more, doc_id_);
    }
    statement.step();
  }

  using Numbers = std::unordered_map<std::string, std::int64_t>;

  /// The row that evidence or a correction is about.
  struct Owner {
    std::int64_t row, field;
    std::string_view row_id;
  };

  void bind(Statement& statement, int index, const Table& table, const Row& row,
            std::size_t column) {
    const auto* const text = std::get_if<std::string>(&row[column]);
    const record::Column& of = table.columns[column];
    const auto* const key = find_number_key(table, of);
    if (text == nullptr) {
      bind_value(statement, index, row[column]);
    } else if (key != nullptr) {
      statement.bind(index, number_of(record::table(key->table), *text));
    } else {
      statement.lend(index, is_kept_elsewhere(table, row, of, *text) ? std::string_view() : *text);
    }
  }

  /// Tells whether another column of the row or of its section has the same text.
  [[nodiscard]] bool is_kept_elsewhere(const Table& table, const Row& row,
                                       const record::Column& column, std::string_view text) {
    if (const auto* const shared = find_section_text(table, column)) {
      const Table& sections = record::table(record::TableId::kSections);
      const auto section = sections_.find(section_of(row));
      return section != sections_.end() && text_at(sections, *section->second, *shared) == text;
    }
    const auto* const value = find_restored_column(table, column);
    return value != nullptr && text_at(table, row, *value) == text;
  }

  Numbers& numbers_of(const Table& table) {
    const auto [of_table, is_new] = numbers_.try_emplace(table.name);
    if (!is_new) return of_table->second;
    Statement select(connection_, "SELECT " + make_key_list(table) + ",row_number FROM " +
                                      quote_name(make_physical_name(table)) + " WHERE doc_id = ?");
    const int parts = static_cast<int>(table.primary_key.size());
    for (select.bind(1, doc_id_); select.step();) {
      std::string id = select.text(0);
      for (int i = 1; i < parts; ++i) id += '|' + select.text(i);
      of_table->second.emplace(std::move(id), select.integer(parts));
    }
    return of_table->second;
  }

  [[nodiscard]] std::optional<std::int64_t> find_number(const Table& table, const std::string& id) {
    const Numbers& numbers = numbers_of(table);
    const auto found = numbers.find(id);
    return found == numbers.end() ? std::nullopt : std::optional(found->second);
  }

  [[nodiscard]] std::int64_t number_of(const Table& table, const std::string& id) {
    if (const auto number = find_number(table, id)) return *number;
    throw Error(ErrorCode::kInternal, std::string(table.name) + ": no row " + id);
  }

  /// Returns the number of a known row, or gives it a new one.
  std::int64_t number_for(const Table& table, const std::string& id) {
    const auto [place, is_new] = numbers_of(table).try_emplace(id);
    if (!is_new) return place->second;
    if (next_ == 0) next_ = find_next_number(connection_);
    return place->second = next_++;
  }

  Owner owner_of(const Table& table, const Row& row) {
    if (table.id == record::TableId::kEvidence) {
      const EvidenceCells evidence(row);
      return owner_of(evidence.text(Evidence::table_name), evidence.text(Evidence::row_id),
                      evidence.text(Evidence::field));
    }
    const CorrectionCells correction(row);
    return owner_of(correction.text(Corrections::table_name), correction.text(Corrections::row_id),
                    correction.text(Corrections::field));
  }
  Owner owner_of(std::string_view name, std::string_view id, std::string_view column) {
    const std::int64_t field = field_of(name, column);
    const Table& of = record::table(name);
    if (has_row_numbers(of)) {
      if (const auto number = find_number(of, std::string(id))) return {*number, field, {}};
    }
    return {number_of(record::table(record::TableId::kDocuments), std::string(doc_id_)), field, id};
  }

  std::int64_t field_of(std::string_view table, std::string_view field) {
    const auto [place, is_new] = fields_.try_emplace(std::string(table) + '.' + std::string(field));
    if (!is_new) return place->second;
    Statement select(connection_, "SELECT number FROM fields WHERE table_name = ? AND field = ?");
    if (!select.bind(1, table).bind(2, field).step())
      throw Error(ErrorCode::kInternal, "no column " + place->first);
    place->second = select.integer(0);
    select.step();  // to its end
    return place->second;
  }

  std::int64_t change_of(const CorrectionCells& correction) {
    constexpr std::array<record::ColumnOf<Corrections, record::ColumnType::kText>, 5> kParts{
        Corrections::before, Corrections::after, Corrections::rule, Corrections::source,
        Corrections::status};
    std::string name;
    for (const auto& part : kParts) name.append(correction.text(part)) += '\0';
    const auto [place, is_new] = changes_.try_emplace(std::move(name));
    if (!is_new) return place->second;
    const auto ask = [&](Statement& statement) {
      for (int i = 1; const auto& part : kParts) statement.bind(i++, correction.text(part));
      if (!statement.step()) return false;
      place->second = statement.integer(0);
      statement.step();  // to its end
      return true;
    };
    require_code<Corrections>(Corrections::source, correction.text(Corrections::source));
    require_code<Corrections>(Corrections::status, correction.text(Corrections::status));
    Statement select(connection_,
                     "SELECT number FROM changes WHERE before = ? AND after = ? AND rule = ? AND"
                     " source = ? AND status = ?");
    Statement insert(connection_,
                     "INSERT INTO changes(before,after,rule,source,status) VALUES(?,?,?,?,?)"
                     " RETURNING number");
    if (!ask(select)) ask(insert);
    return place->second;
  }

  /// Throws Error{kInternal} if a closed column holds a code that `codes` does not have.
  template <class Tag>
  void require_code(record::AnyColumnOf<Tag> column, std::string_view code) {
    std::string key = std::string(record::table(Tag::kTable).name) + '.' +
                      std::string(column.name) + '|' + std::string(code);
    if (codes_.contains(key)) return;
    const std::string list = key.substr(0, key.find('|'));
    Statement select(connection_, "SELECT 1 FROM codes WHERE list = ? AND code = ?");
    if (!select.bind(1, list).bind(2, code).step())
      throw Error(ErrorCode::kInternal, list + ": a code that is not in codes");
    select.step();  // to its end
    codes_.insert(std::move(key));
  }

  static std::string_view id_bytes(const record::UuidBytes& id) {
    return {reinterpret_cast<const char*>(id.data()), id.size()};
  }
  static record::UuidBytes correction_id(const CorrectionCells& correction) {
    const auto id = record::parse_uuid(correction.text(Corrections::corr_id));
    if (!id) throw Error(ErrorCode::kInternal, "corrections: an id that is no UUID");
    return *id;
  }

  void put_evidence(Statement& put, const Owner& owner, const EvidenceCells& evidence) {
    require_code<Evidence>(Evidence::basis, evidence.text(Evidence::basis));
    put.bind(1, owner.row).bind(2, owner.field).bind(3, owner.row_id);
    bind_value(put, 4, evidence.value(Evidence::page_no));
    bind_value(put, 5, evidence.value(Evidence::bbox));
    bind_value(put, 6, evidence.value(Evidence::confidence));
    bind_value(put, 7, evidence.value(Evidence::basis));
    put.step();
  }

  void put_correction(Statement& put, const Owner& owner, const CorrectionCells& correction) {
    const record::UuidBytes id = correction_id(correction);
    const auto start = correction.get(Corrections::start), end = correction.get(Corrections::end);
    const auto length = static_cast<std::int64_t>(correction.text(Corrections::before).size());
    put.bind(1, owner.row).bind(2, owner.field).bind(3, owner.row_id);
    put.bind_blob(4, id_bytes(id)).bind(5, change_of(correction));
    bind_value(put, 6, correction.value(Corrections::page_no));
    bind_value(put, 7, correction.value(Corrections::start));
    const bool is_as_long = start && end && *end == *start + length;
    bind_value(put, 8, is_as_long ? record::Value() : correction.value(Corrections::end));
    bind_value(put, 9, correction.value(Corrections::confidence));
    bind_value(put, 10, correction.value(Corrections::actor));
    bind_value(put, 11, correction.value(Corrections::at));
    put.step();
  }

  void remove_about(const Table& table, const Row& row) {
    const Owner owner = owner_of(table, row);
    const bool is_evidence = table.id == record::TableId::kEvidence;
    Statement statement(connection_, is_evidence ? kRemoveEvidence : kRemoveCorrection);
    statement.bind(1, owner.row).bind(2, owner.field).bind(3, owner.row_id);
    const record::UuidBytes id =
        is_evidence ? record::UuidBytes{} : correction_id(CorrectionCells(row));
    if (!is_evidence) statement.bind_blob(4, id_bytes(id));
    statement.step();
  }

  const Connection& connection_;
  std::string_view doc_id_;
  std::map<std::string_view, const Row*> sections_;
  std::map<std::string_view, Numbers> numbers_;
  std::unordered_map<std::string, std::int64_t> fields_, changes_;
  std::set<std::string> codes_;  // known to be in `codes`
  std::int64_t next_ = 0;        // next free number; 0: not known yet
};

std::set<std::string> DocumentRows::claims(const Table& table, std::string_view doc_id) const {
  Statement select(connection_, "SELECT " + quote_name(table.primary_key.front()) + " FROM " +
                                    quote_name(make_claims_name(table)) + " WHERE \"doc_id\" = ?1");
  select.bind(1, doc_id);
  std::set<std::string> out;
  while (select.step()) out.insert(select.text(0));
  return out;
}

void DocumentRows::settle_claims(const Table& table, const std::set<std::string>& keys) const {
  const std::string name = quote_name(table.name);
  const std::string key = quote_name(table.primary_key.front());
  const std::string claims = quote_name(make_claims_name(table));
  std::string values;
  for (const record::Column& column : table.columns) {
    if (std::ranges::find(table.primary_key, column.name) != table.primary_key.end()) continue;
    const std::string one = quote_name(column.name);
    values += (values.empty() ? "" : ",") + one + " = excluded." + one;
  }
  // An update, not a replacement: SQLite would look for all rows that refer to the old row.
  Statement settle(connection_,
                   "INSERT INTO " + name + "(" + make_column_list(table) + ") SELECT " +
                       make_column_list(table) + " FROM " + claims + " WHERE " + key +
                       " = ? ORDER BY \"doc_id\" LIMIT 1 ON CONFLICT DO UPDATE SET " + values);
  Statement remove(connection_, "DELETE FROM " + name + " WHERE " + key +
                                    " = ?1 AND NOT EXISTS(SELECT 1 FROM " + claims + " WHERE " +
                                    key + " = ?1)");
  for (const std::string& one : keys) {
    settle.bind(1, one).step();
    remove.bind(1, one).step();
  }
}

void DocumentRows::apply(std::string_view doc_id, const RowChanges& changes,
                         const record::Records& after) const {
  const bool is_gone = after[record::TableId::kDocuments].empty();
  if (is_gone) remove_list_rows(connection_, doc_id);
  const std::span<const Table> tables = record::schema();
  Writer writer(connection_, doc_id, after);
  std::map<const Table*, std::set<std::string>> shared;
  const auto note_keys = [&](const Table& table, const std::vector<const Row*>& rows) {
    if (!is_shared(table)) return;
    for (const Row* const row : rows) shared[&table].insert(record::row_id(table, *row));
  };
  for (auto table = tables.rbegin(); table != tables.rend(); ++table) {
    const auto of_table = changes.tables.find(table->id);
    if (of_table == changes.tables.end()) continue;
    for (const Row* const row : of_table->second.removed) writer.remove(*table, *row);
    // A correction may have moved to another row.
    if (find_row_owner(*table) == RowOwner::kAbout)
      for (const Row* const row : of_table->second.replaced) writer.remove(*table, *row);
    note_keys(*table, of_table->second.removed);
  }
  for (const Table& table : tables) {
    const std::vector<const Row*> rows = list_rows_to_put(table, changes, after);
    if (find_row_owner(table) == RowOwner::kAbout) {
      writer.put_about(table, rows);
    } else {
      for (const Row* const row : rows) writer.reserve(table, *row);
      writer.put(table, rows);
    }
    note_keys(table, rows);
  }
  for (const auto& [table, keys] : shared) settle_claims(*table, keys);
  if (!is_gone && may_change_lists(changes)) renew_list_rows(connection_, doc_id);
}

void DocumentRows::remove_all(std::string_view doc_id) const {
  remove_list_rows(connection_, doc_id);
  const std::span<const Table> tables = record::schema();
  const std::string numbers = select_numbers();
  for (const char* const name : {"kept_evidence", "kept_corrections"}) {
    Statement(connection_, std::string("DELETE FROM ") + name + " WHERE row IN (" + numbers + ")")
        .bind(1, doc_id)
        .step();
  }
  for (auto table = tables.rbegin(); table != tables.rend(); ++table) {
    const RowOwner owner = find_row_owner(*table);
    if (owner == RowOwner::kAbout) continue;
    std::string where = " WHERE doc_id = ?1";
    if (owner == RowOwner::kParent) {
      const record::ForeignKey& key = get_parent_key(*table);
      where = " WHERE " + quote_name(key.column) + " IN (SELECT row_number FROM " +
              quote_name(make_physical_name(record::table(key.table))) + where + ")";
    }
    const std::set<std::string> keys =
        owner == RowOwner::kShared ? claims(*table, doc_id) : std::set<std::string>();
    Statement(connection_, "DELETE FROM " +
                               quote_name(owner == RowOwner::kShared ? make_claims_name(*table)
                                                                     : make_physical_name(*table)) +
                               where)
        .bind(1, doc_id)
        .step();
    if (!keys.empty()) settle_claims(*table, keys);
  }
}

}  // namespace codau::store
