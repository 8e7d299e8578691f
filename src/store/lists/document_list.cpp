#include "store/lists/document_list.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "record/schema/flat_tables.h"
#include "store/search/search_query.h"

namespace codau::store {
namespace {

/// The year of a document, from columns of the index documents_by_day.
constexpr std::string_view kYear =
    "coalesce(d.plan_year,CAST(substr(d.issued_date_best,1,4) AS INTEGER))";

/// Returns the SQL of the value that sorts.
std::string_view key_of(DocumentOrder order) {
  switch (order) {
    case DocumentOrder::kIssued:
      return "d.issued_date_best";
    case DocumentOrder::kNumber:
      return "CAST(d.code_number AS INTEGER)";
    case DocumentOrder::kName:
      return "r.folded";
    case DocumentOrder::kAdded:
      break;
  }
  return "NULL";
}

SqlValue value_of(const Statement& row, int column, DocumentOrder order) {
  if (row.is_null(column)) return {};
  if (order == DocumentOrder::kNumber) return row.integer(column);
  return row.text(column);
}

/// The parts of a list after a place, one after the other. They have rows with the same key, with
/// later keys, and without a key.
enum class ListPart : std::uint8_t { kSameKey, kLaterKeys, kNoKey };

/// Returns the condition of a part; nothing if the part is empty.
std::optional<SqlText> condition_of(ListPart part, const DocumentSort& sort,
                                    const std::optional<DocumentPlace>& after) {
  const std::string key(key_of(sort.order));
  const std::string later = sort.is_descending ? " < ?" : " > ?";
  if (!after) {
    if (part != ListPart::kLaterKeys) return std::nullopt;
    return SqlText();
  }
  const bool has_key = !std::holds_alternative<std::monostate>(after->key);
  switch (part) {
    case ListPart::kSameKey:
      if (has_key && sort.order == DocumentOrder::kNumber) return std::nullopt;
      return SqlText().add(" AND " + key + " IS ? AND d.row_number" + later,
                           {after->key, after->row});
    case ListPart::kLaterKeys:
      if (has_key && sort.order == DocumentOrder::kNumber)  // one scan for both parts
        return SqlText().add(
            " AND (" + key + ",d.row_number)" + (sort.is_descending ? " <" : " >") + " (?,?)",
            {after->key, after->row});
      if (has_key) return SqlText().add(" AND " + key + later, {after->key});
      if (sort.is_descending || sort.order == DocumentOrder::kAdded) return std::nullopt;
      return SqlText().add(" AND " + key + " IS NOT NULL");
    case ListPart::kNoKey:
      if (!has_key || !sort.is_descending) return std::nullopt;
      return SqlText().add(" AND " + key + " IS NULL");
  }
  return std::nullopt;
}

std::string order_by(const DocumentSort& sort) {
  const std::string direction = sort.is_descending ? " DESC" : "";
  std::string out = " ORDER BY ";
  if (sort.order != DocumentOrder::kAdded) out += std::string(key_of(sort.order)) + direction + ",";
  return out + "d.row_number" + direction + " LIMIT ?";
}

constexpr const char* kDocumentDetails =
    "SELECT d.doc_id,s.source_name,s.source_path,d.code_number,d.code_notation,d.type_code,"
    "d.organ_name,d.issued_date_best,d.subject,d.review_status,d.page_count,c.n FROM"
    " kept_documents AS d LEFT JOIN sources AS s ON s.doc_id = d.doc_id AND s.seq = 1"
    " LEFT JOIN document_counts AS c ON c.doc_id = d.doc_id AND c.name = 'rows:tasks'"
    " WHERE d.row_number = ?";

ListedDocument read_document(Statement& select, DocumentPlace place) {
  ListedDocument out;
  select.bind(1, place.row).step();
  out.place = std::move(place);
  out.doc_id = select.text(0);
  out.source_name = select.text(1);
  out.source_path = select.text(2);
  out.number = make_document_number(select.view(3), select.view(4));
  out.type = select.text(5);
  out.organ = select.text(6);
  out.issued = select.text(7);
  out.subject = select.text(8);
  out.status = select.text(9);
  if (!select.is_null(10)) out.pages = select.integer(10);
  out.tasks = select.integer(11);
  select.step();  // to its end
  return out;
}

/// Counts values without a copy of each.
class Counter {
 public:
  void add(std::string_view value) {
    const auto found = counts_.find(value);
    found == counts_.end() ? void(counts_.emplace(value, 1)) : void(++found->second);
  }
  [[nodiscard]] ValueCounts take() const { return {counts_.begin(), counts_.end()}; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  std::unordered_map<std::string, std::uint64_t, Hash, std::equal_to<>> counts_;
};

/// Rows that are few enough to be passed to a query.
constexpr std::uint64_t kFewRows = 3'000;

/// Returns the parts of `document_words` that stand for the terms.
std::vector<std::string> make_word_texts(const SearchQuery& query) {
  std::vector<std::string> out;
  for (const SearchTerm& term : query) {
    std::string& text = out.emplace_back();
    for (const std::string& word : term.words) text += ' ' + word;
  }
  return out;
}

/// Returns the row numbers of the documents with all parts in `document_words`, ascending. Reads
/// the whole table: 16 MB for 100,000 documents.
std::vector<std::int64_t> find_words(const Connection& connection,
                                     const std::vector<std::string>& texts) {
  std::vector<std::int64_t> out;
  if (texts.empty()) return out;
  Statement select(connection, "SELECT document,words FROM document_words ORDER BY document");
  while (select.step()) {
    const std::string_view words = select.view(1);
    const bool has_all = std::ranges::all_of(
        texts, [&](const std::string& text) { return words.find(text) != std::string_view::npos; });
    if (has_all) out.push_back(select.integer(0));
  }
  return out;
}

}  // namespace

std::string make_document_number(std::string_view number, std::string_view notation) {
  std::string out(number);
  if (!notation.empty()) (out += record::find_notation_separator(notation)) += notation;
  return out;
}

std::string find_document_number(const Connection& connection, std::string_view doc_id) {
  Statement select(connection,
                   "SELECT code_number,code_notation FROM kept_documents WHERE doc_id = ?");
  std::string out;
  for (select.bind(1, doc_id); select.step();)
    out = make_document_number(select.view(0), select.view(1));
  return out;
}

DocumentList::DocumentList(const Connection& connection, DocumentFilter filter)
    : connection_(connection), filter_(std::move(filter)) {
  if (filter_.words.empty()) return;
  texts_ = make_word_texts(parse_query(filter_.words));
  with_words_ = find_words(connection_, texts_);
}

bool DocumentList::has_words(std::int64_t document) const {
  return !with_words_ || std::ranges::binary_search(*with_words_, document);
}

SqlText DocumentList::words_condition(Search search) const {
  SqlText out;
  if (!with_words_) return out;
  if (search == Search::kConditionsFirst || with_words_->size() <= kFewRows)
    return out.add(" AND d.row_number IN (SELECT value FROM json_each(?))",
                   {make_number_list(*with_words_)});
  out.add(" AND EXISTS(SELECT 1 FROM document_words AS w WHERE w.document = d.row_number");
  for (const std::string& text : texts_) out.add(" AND instr(w.words,?) > 0", {text});
  return out.add(")");
}

std::uint64_t DocumentList::count_with_reason() const {
  return static_cast<std::uint64_t>(
      read_number(connection_, SqlText().add("SELECT count(*) FROM document_counts WHERE name GLOB"
                                             " 'reason:*' AND name = ?",
                                             {"reason:" + filter_.reason})));
}

SqlText DocumentList::conditions(Search search) const {
  SqlText out;
  if (!filter_.organ.empty()) out.add(" AND d.organ_name = ?", {filter_.organ});
  if (!filter_.type.empty()) out.add(" AND d.type_code = ?", {filter_.type});
  if (!filter_.status.empty()) out.add(" AND d.review_status = ?", {filter_.status});
  if (!filter_.from.empty()) out.add(" AND d.issued_date_best >= ?", {filter_.from});
  if (!filter_.until.empty()) out.add(" AND d.issued_date_best <= ?", {filter_.until});
  if (filter_.year) out.add(" AND " + std::string(kYear) + " = ?", {*filter_.year});
  if (filter_.reason.empty()) return out;
  const bool tries_each = search == Search::kInOrder && count_with_reason() > kFewRows;
  return out.add(tries_each ? " AND EXISTS(SELECT 1 FROM document_counts AS c WHERE c.doc_id ="
                              " d.doc_id AND c.name = ?)"
                            : " AND d.doc_id IN (SELECT doc_id FROM document_counts WHERE name"
                              " GLOB 'reason:*' AND name = ?)",
                 {"reason:" + filter_.reason});
}

/// Documents in the order of their names are found through another table. That is faster than
/// sorting if most documents meet the conditions.
bool DocumentList::is_walk_better() const {
  constexpr std::uint64_t kFewestShare = 5;
  return count() * kFewestShare >= DocumentList(connection_, {}).count();
}

std::vector<ListedDocument> DocumentList::page(const DocumentSort& sort,
                                               const std::optional<DocumentPlace>& after,
                                               std::size_t limit) const {
  std::string from = " FROM kept_documents AS d";
  Search search = Search::kInOrder;
  if (sort.order == DocumentOrder::kName) {
    if (!is_walk_better()) search = Search::kConditionsFirst;
    const std::string join = " ON r.doc_id = d.doc_id";
    from = search == Search::kInOrder
               ? " FROM result_files AS r CROSS JOIN kept_documents AS d" + join
               : " FROM kept_documents AS d CROSS JOIN result_files AS r" + join;
  }
  const SqlText conditions = this->conditions(search).add(words_condition(search));
  Statement details(connection_, kDocumentDetails);
  std::vector<ListedDocument> out;
  for (const ListPart part : {ListPart::kSameKey, ListPart::kLaterKeys, ListPart::kNoKey}) {
    const auto condition = condition_of(part, sort, after);
    if (!condition || out.size() >= limit) continue;
    SqlText query;
    query.add("SELECT d.row_number," + std::string(key_of(sort.order)) + from + " WHERE 1");
    query.add(*condition).add(conditions);
    query.add(order_by(sort), {static_cast<std::int64_t>(limit - out.size())});
    Statement select(connection_, query.sql);
    for (bind_all(select, query); select.step();) {
      out.push_back(read_document(details, {value_of(select, 1, sort.order), select.integer(0)}));
    }
  }
  return out;
}

std::uint64_t DocumentList::count() const {
  DocumentFilter others = filter_;
  others.words.clear();
  if (others == DocumentFilter()) {
    if (with_words_) return with_words_->size();
    return static_cast<std::uint64_t>(
        read_number(connection_, {"SELECT n FROM totals WHERE name = 'rows:documents'", {}}));
  }
  others.reason.clear();
  if (others == DocumentFilter() && !with_words_) return count_with_reason();
  SqlText query;
  query.add(with_words_ ? "SELECT d.row_number" : "SELECT count(*)");
  query.add(" FROM kept_documents AS d WHERE 1").add(conditions(Search::kConditionsFirst));
  if (!with_words_) return static_cast<std::uint64_t>(read_number(connection_, query));
  Statement select(connection_, query.sql);
  std::uint64_t out = 0;
  for (bind_all(select, query); select.step();) out += has_words(select.integer(0)) ? 1U : 0U;
  return out;
}

DocumentFacets DocumentList::facets() const {
  Counter organs, types, years;
  DocumentFacets out;
  SqlText query;
  query.add("SELECT d.organ_name,d.type_code," + std::string(kYear) +
            ",d.row_number FROM kept_documents AS d WHERE 1");
  query.add(conditions(Search::kConditionsFirst));
  Statement select(connection_, query.sql);
  for (bind_all(select, query); select.step();) {
    if (!has_words(select.integer(3))) continue;
    ++out.documents;
    organs.add(select.view(0));
    types.add(select.view(1));
    years.add(select.view(2));
  }
  out.organs = organs.take();
  out.types = types.take();
  out.years = years.take();
  return out;
}

}  // namespace codau::store
