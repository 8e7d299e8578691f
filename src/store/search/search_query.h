// store/search/search_query.h — parses the text that somebody types into the search field. The
// typed text never reaches SQLite unchanged.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/folded_words.h"

namespace codau::store {

/// Consecutive words to search for, folded: one word, a code, or a phrase in quotation marks.
struct SearchTerm {
  std::vector<std::string> words;
  bool is_prefix = false;               ///< the last word may continue: hồ*
  std::vector<std::string> typed = {};  ///< the words in lower case, with their diacritics as typed
  /// Two terms are equal if they find the same.
  bool operator==(const SearchTerm& other) const {
    return words == other.words && is_prefix == other.is_prefix;
  }
};

/// A query: a page must contain all terms.
using SearchQuery = std::vector<SearchTerm>;

/// Returns the terms of a typed text. Diacritics, case and punctuation do not matter: "hồ sơ", "ho
/// so" and "Hô-Sơ" find the same. Quotation marks, straight or curved, enclose a phrase; the second
/// one may be missing. A '*' directly after a word makes it a prefix. Any bytes give a query;
/// without a letter or digit it is empty.
[[nodiscard]] SearchQuery parse_query(std::string_view typed);

/// Returns all terms of a query as one phrase, in the order in which they were typed. A page with
/// this phrase is probably meant. Returns nothing in three cases:
/// 1. The query has fewer than two terms.
/// 2. It has more than 16 words.
/// 3. A term other than the last is a prefix.
[[nodiscard]] std::optional<SearchTerm> make_typed_phrase(const SearchQuery& query);

/// Returns the query in the language of FTS5; it consists of letters, digits and quotation marks
/// that codau adds. Rows with make_typed_phrase() rank higher. Law: SQLite accepts it, whatever was
/// typed. Precondition: the query is not empty.
[[nodiscard]] std::string to_fts_query(const SearchQuery& query);

/// Returns the query without this order of rows. It finds the same rows, faster.
[[nodiscard]] std::string to_fts_terms(const SearchQuery& query);

/// Tells whether a word was typed with diacritics. Texts with the same diacritics are then
/// preferred.
[[nodiscard]] bool has_marks(const SearchQuery& query);
/// Tells whether the words at a place of `term` in the text `nfc` have the diacritics that were
/// typed.
[[nodiscard]] bool has_typed_marks(const SearchTerm& term, std::string_view nfc, ByteRange place);

/// Returns the places of each term in a text, in the order of the terms, ascending.
[[nodiscard]] std::vector<std::vector<ByteRange>> find_terms(
    const SearchQuery& query, const std::vector<text::FoldedWord>& words);

}  // namespace codau::store
