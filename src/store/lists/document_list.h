// store/lists/document_list.h — the documents of a store as a list: filtered, sorted, page by page,
// with counts.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/lists/list_query.h"

namespace codau::store {

/// The conditions on documents. An empty text, and nothing, hold for all documents.
struct DocumentFilter {
  std::string organ = {};             ///< organ_name
  std::string type = {};              ///< type_code
  std::string status = {};            ///< review_status
  std::string reason = {};            ///< a review reason or flag of any row of the document
  std::string from = {}, until = {};  ///< range of issued_date_best; both days are included
  /// All of these words are in the number, type, organs, subject, place, signer or paths of the
  /// sources. Each may be the beginning of a word there.
  std::string words = {};
  std::optional<std::int64_t> year = {};  ///< plan_year, else the year of issue
  bool operator==(const DocumentFilter&) const = default;
};

/// The order of a list:
/// 1. kIssued: the date of issue;
/// 2. kNumber: the number, as a number;
/// 3. kName: the folded name of the result files;
/// 4. kAdded: the order in which documents came, until the store is compacted.
enum class DocumentOrder : std::uint8_t { kIssued, kNumber, kName, kAdded };
/// By what a list is sorted, and in which direction.
struct DocumentSort {
  DocumentOrder order = DocumentOrder::kIssued;
  bool is_descending = true;  ///< documents without the value come last, otherwise first
};

/// The place of a document in a list: the value that sorts, and the row number.
struct DocumentPlace {
  SqlValue key;
  std::int64_t row = 0;
};

/// A document in a list. Texts are empty if the value is NULL.
struct ListedDocument {
  DocumentPlace place;
  std::string doc_id, source_name, source_path, number, type, organ, issued, subject, status;
  std::optional<std::int64_t> pages;
  std::int64_t tasks = 0;
};

/// Numbers of documents by a value; the value is empty for documents without it.
using ValueCounts = std::map<std::string, std::uint64_t, std::less<>>;
/// Numbers of the documents that meet the filter, in all and by value.
struct DocumentFacets {
  ValueCounts organs, types, years;
  std::uint64_t documents = 0;
};

/// Reads lists of documents from one state of a store. Keeps a reference to the connection.
/// Precondition: has_list_rows() (store/documents/list_rows.h), if the filter has words.
class DocumentList {
 public:
  DocumentList(const Connection& connection, DocumentFilter filter);

  /// Returns at most `limit` documents after a place; from the beginning without a place.
  [[nodiscard]] std::vector<ListedDocument> page(const DocumentSort& sort,
                                                 const std::optional<DocumentPlace>& after,
                                                 std::size_t limit) const;
  /// Returns the number of documents.
  [[nodiscard]] std::uint64_t count() const;
  /// Returns the numbers of documents by organ, type and year. Reads an index of all documents.
  [[nodiscard]] DocumentFacets facets() const;

 private:
  /// How the rows of a query are found:
  /// 1. kConditionsFirst: those that meet the conditions, in any order;
  /// 2. kInOrder: in the order of an index, of which only the beginning is read.
  enum class Search : std::uint8_t { kConditionsFirst, kInOrder };
  /// Returns " AND …" with the conditions on d, except words.
  [[nodiscard]] SqlText conditions(Search search) const;
  [[nodiscard]] SqlText words_condition(Search search) const;
  [[nodiscard]] bool has_words(std::int64_t document) const;
  [[nodiscard]] bool is_walk_better() const;
  [[nodiscard]] std::uint64_t count_with_reason() const;

  const Connection& connection_;
  DocumentFilter filter_;
  std::vector<std::string> texts_;  ///< parts of `document_words` that a document must have
  std::optional<std::vector<std::int64_t>> with_words_;  ///< row numbers, ascending
};

/// Returns the printed number of a document; empty if it has none or does not exist.
[[nodiscard]] std::string find_document_number(const Connection& connection,
                                               std::string_view doc_id);
/// Returns the printed form of number and notation: "07/KH-UBND", "57-NQ/TW". Empty without both.
[[nodiscard]] std::string make_document_number(std::string_view number, std::string_view notation);

}  // namespace codau::store
