// restore/lexicon/known_names.h — names that the n-gram model underrates because they are rare:
// places, organs (agencies and their parts), titles of persons, and surnames. The names are entries
// of the lexicon of administrative words (text/lexicon.h). Each entry has a role, which the
// comments below give in parentheses.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lm/ngram_model.h"
#include "restore/lexicon/vocabulary.h"
#include "text/lexicon.h"

namespace codau::restore {

/// A name as words of the language model.
struct KnownName {
  static constexpr std::size_t kMaxNameWords = 8;
  std::array<lm::WordId, kMaxNameWords> words{};  ///< the first `size` are the name
  std::uint8_t size = 0;                          ///< number of words
  std::uint8_t province = 0;  ///< number of the province of a place, from 1; 0 for other names
};

/// The names of a lexicon. Names with a word that the language model lacks, or with more than
/// KnownName::kMaxNameWords words, are left out. Immutable. Every list of KnownName ascends by
/// KnownName::words, so that find_name_sites() can search it (decode/name_sites.h).
class KnownNames {
 public:
  /// A unit word: the word or two words before the name of a place, such as "xã" (commune) or "thị
  /// trấn" (township). The name of an organ of a unit (role unit_organ) is a unit word, too: names
  /// of districts follow "huyện ủy" (district committee) as well as "huyện" (district).
  struct Unit {
    lm::WordId before = lm::kUnknown;  ///< the first of two words; kUnknown for a unit of one word
    lm::WordId word = lm::kUnknown;    ///< the only or second word
    std::size_t places = 0;            ///< argument of places(): the list of names that may follow
  };

  /// Keeps no reference to the arguments. `vocabulary`: the words of the language model.
  KnownNames(const text::Lexicon& names, const Vocabulary& vocabulary);

  /// Returns all unit words, in no particular order.
  [[nodiscard]] std::span<const Unit> units() const { return units_; }
  /// Returns the names that may follow a unit word, without that word. `which`: Unit::places.
  [[nodiscard]] std::span<const KnownName> places(std::size_t which) const {
    return places_[which];
  }
  /// Returns the places of all unit words together.
  [[nodiscard]] std::span<const KnownName> places() const { return all_places_; }
  /// Returns the number of values of KnownName::province: one more than the number of provinces.
  /// This is the size of a table that is indexed by KnownName::province.
  [[nodiscard]] std::size_t province_table_size() const { return province_table_size_; }
  /// Returns the places that are provinces.
  [[nodiscard]] std::span<const KnownName> province_names() const { return province_names_; }
  /// Returns the first words of names of organs: "Tổ", "Trung tâm" (role organ_head).
  [[nodiscard]] std::span<const KnownName> organ_heads() const { return organ_heads_; }
  /// Returns the elements of organ_heads() that may follow "các", the word for the plural. Left out
  /// are those that look like a word for villages: "các ban" may be a misread "các bản" (villages).
  [[nodiscard]] std::span<const KnownName> group_heads() const { return group_heads_; }
  /// Returns the titles before names of persons: "Cô", "đồng chí" (roles person_title, rank).
  [[nodiscard]] std::span<const KnownName> person_titles() const { return person_titles_; }
  /// Returns names of agencies, and fixed phrases, of at least two words (roles agency,
  /// set_phrase).
  [[nodiscard]] std::span<const KnownName> agencies_and_phrases() const {
    return agencies_and_phrases_;
  }
  /// Returns the surnames (role family_name).
  [[nodiscard]] std::span<const KnownName> families() const { return families_; }
  /// Returns true for a surname that looks like few other words. Such a surname is evidence of a
  /// person's name, and has the mark "telling" in the lexicon. Precondition: `word` has its capital
  /// and its diacritics.
  [[nodiscard]] bool is_distinctive_family(std::string_view word) const {
    return std::ranges::binary_search(distinctive_families_, word);
  }
  /// Returns true for a word of three letters or more that occurs in the name of a place.
  [[nodiscard]] bool is_place_word(lm::WordId word) const {
    return word < is_place_word_.size() && is_place_word_[word];
  }

 private:
  void read_places(const text::Lexicon& names, const Vocabulary& vocabulary,
                   std::span<const std::string_view> units);
  void read_families(const text::Lexicon& names, const Vocabulary& vocabulary);
  void read_organs(const text::Lexicon& names, const Vocabulary& vocabulary);

  std::vector<Unit> units_;
  std::vector<std::vector<KnownName>> places_;  ///< by Unit::places
  std::vector<KnownName> all_places_, province_names_, organ_heads_, group_heads_, person_titles_,
      agencies_and_phrases_, families_;
  std::vector<std::string> distinctive_families_;  ///< ascending
  std::vector<bool> is_place_word_;                ///< by word
  std::size_t province_table_size_ = 1;
};

}  // namespace codau::restore
