// store/search/search_query.h — what somebody types to search for. It is never passed on as it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/folded_words.h"

namespace codau::store {

/// Words that stand behind one another, folded: one word, a code, or a phrase in quotation marks.
struct SearchTerm {
  std::vector<std::string> words;
  bool is_prefix = false;               ///< the last word may go on: hồ*
  std::vector<std::string> typed = {};  ///< the words in lower case, with the marks they came with
  /// The same is found.
  bool operator==(const SearchTerm& other) const {
    return words == other.words && is_prefix == other.is_prefix;
  }
};

/// All of them must be there.
using SearchQuery = std::vector<SearchTerm>;

/// Marks, case and punctuation do not matter: "hồ sơ", "ho so" and "Hô-Sơ" find the same. Quotation
/// marks (straight or curved, also without the second one) hold a phrase; '*' behind a word opens
/// its end. Total: any bytes give a query, empty when there is no letter and no digit in them.
[[nodiscard]] SearchQuery parse_query(std::string_view typed);

/// Several terms as the one that they are when they follow one another as they were typed: where
/// that stands is what was meant. Nothing for a single term, or for very many words.
[[nodiscard]] std::optional<SearchTerm> make_typed_phrase(const SearchQuery& query);

/// The query in the language of FTS5, of letters, digits and quotation marks of ours; rows with
/// make_typed_phrase() rank higher. Law: SQLite accepts it, whatever was typed. Precondition: not
/// empty.
[[nodiscard]] std::string to_fts_query(const SearchQuery& query);

/// Whether a word came with marks: then texts with the very same ones are what was meant.
[[nodiscard]] bool has_marks(const SearchQuery& query);
/// Whether the words that stand at a place of `term` in `nfc` have the marks that were typed.
[[nodiscard]] bool has_typed_marks(const SearchTerm& term, std::string_view nfc, ByteRange place);

/// Where the terms stand in a text, term by term, ascending.
[[nodiscard]] std::vector<std::vector<ByteRange>> find_terms(
    const SearchQuery& query, const std::vector<text::FoldedWord>& words);

}  // namespace codau::store
