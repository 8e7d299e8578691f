#include "restore/lexicon/known_names.h"

#include <algorithm>
#include <unordered_map>

#include "restore/text/spelling.h"

namespace codau::restore {
namespace {

constexpr std::size_t kMinPlaceWordLetters = 3;  ///< "B" of "B'Lao" tells nothing

/// Returns the words before names of places, each once: "tỉnh", "xã".
std::vector<std::string_view> unit_words(const text::Lexicon& names) {
  std::vector<std::string_view> out;
  for (const text::LexiconEntry& entry : names.entries("unit_word")) {
    if (entry.type == "village" || std::ranges::count(out, entry.form) > 0) continue;
    out.push_back(entry.form);
  }
  return out;
}

/// Returns true for "Xã …" and "xã": the list begins its units with a capital.
bool is_unit(std::string_view name, std::string_view unit) {
  const std::size_t first = (static_cast<unsigned char>(unit[0]) & 0x80U) == 0 ? 1 : 2;
  return name.substr(first, unit.size() - first) == unit.substr(first) &&
         to_model_spelling(name.substr(0, first)) == unit.substr(0, first);
}

/// Returns true if `head` looks like a word for villages: "ban" looks like "bản".
bool looks_like_village(const text::Lexicon& names, std::string_view head) {
  return std::ranges::any_of(names.entries("unit_word"), [&](const text::LexiconEntry& entry) {
    return entry.type == "village" && entry.form != head &&
           fold_word(entry.form) == fold_word(head);
  });
}

/// The words of names in the language model, each looked up once.
class NameWords {
 public:
  explicit NameWords(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  /// Returns the words of a name without the signs between them. Returns size 0 if the model lacks
  /// one of the words or there are too many.
  KnownName of(std::string_view name) {
    KnownName out;
    for (std::size_t at = 0; at < name.size();) {
      const std::size_t end = std::min(name.find(' ', at), name.size());
      std::string_view word = name.substr(at, end - at);
      at = end + 1;
      while (!word.empty() && word.back() == ',') word.remove_suffix(1);
      if (word.empty() || word == "-") continue;
      if (out.size == KnownName::kMaxNameWords) return {};
      out.words[out.size] = find(word);
      if (out.words[out.size++] == lm::kUnknown) return {};
    }
    return out;
  }

 private:
  lm::WordId find(std::string_view word) {
    const auto [known, is_new] = ids_.try_emplace(word);
    if (is_new) known->second = vocabulary_.find(to_model_spelling(word));
    return known->second;
  }

  const Vocabulary& vocabulary_;
  std::unordered_map<std::string_view, lm::WordId> ids_;  ///< of texts that outlive it
};

void sort_names(std::vector<KnownName>& names) {
  std::ranges::stable_sort(names, {}, &KnownName::words);
}

}  // namespace

KnownNames::KnownNames(const text::Lexicon& names, const Vocabulary& vocabulary) {
  const std::vector<std::string_view> units = unit_words(names);
  places_.resize(units.size());
  const auto add_unit = [&](std::string_view unit, std::size_t places) {
    const std::size_t space = unit.find(' ');
    const bool has_two = space != std::string_view::npos;
    const Unit added{
        has_two ? vocabulary.find(to_model_spelling(unit.substr(0, space))) : lm::kUnknown,
        vocabulary.find(to_model_spelling(has_two ? unit.substr(space + 1) : unit)), places};
    if (added.word == lm::kUnknown || (has_two && added.before == lm::kUnknown)) return;
    units_.push_back(added);
  };
  for (std::size_t u = 0; u < units.size(); ++u) add_unit(units[u], u);
  for (const text::LexiconEntry& organ : names.entries("unit_organ")) {
    const auto unit = std::ranges::find(units, organ.mark("unit"));
    if (unit != units.end()) add_unit(organ.form, static_cast<std::size_t>(unit - units.begin()));
  }
  read_places(names, vocabulary, units);
  read_organs(names, vocabulary);
  read_families(names, vocabulary);
}

void KnownNames::read_places(const text::Lexicon& names, const Vocabulary& vocabulary,
                             std::span<const std::string_view> units) {
  NameWords words(vocabulary);
  for (const text::LexiconEntry& entry : names.entries("place")) {
    const std::string_view name = entry.form;
    if (entry.type == "province") ++province_table_size_;
    const auto unit = std::ranges::find_if(units, [&](std::string_view word) {
      return name.size() > word.size() && name[word.size()] == ' ' && is_unit(name, word);
    });
    if (unit == units.end()) continue;
    KnownName place = words.of(name.substr(unit->size()));
    if (place.size == 0) continue;
    place.province = static_cast<std::uint8_t>(province_table_size_ - 1);
    places_[static_cast<std::size_t>(unit - units.begin())].push_back(place);
    all_places_.push_back(place);
    if (entry.type == "province") province_names_.push_back(place);
    for (std::size_t k = 0; k < place.size; ++k) {
      if (vocabulary.letters(place.words[k]).size() < kMinPlaceWordLetters) continue;
      is_place_word_.resize(std::max<std::size_t>(is_place_word_.size(), place.words[k] + 1U));
      is_place_word_[place.words[k]] = true;
    }
  }
  for (auto& places : places_) sort_names(places);
  sort_names(all_places_);
  sort_names(province_names_);
}

void KnownNames::read_organs(const text::Lexicon& names, const Vocabulary& vocabulary) {
  NameWords words(vocabulary);
  for (const char* const role : {"agency", "set_phrase"}) {
    for (const text::LexiconEntry& entry : names.entries(role)) {
      if (const KnownName organ = words.of(entry.form); organ.size > 1)
        agencies_and_phrases_.push_back(organ);
    }
  }
  sort_names(agencies_and_phrases_);
  for (const text::LexiconEntry& entry : names.entries("organ_head")) {
    const KnownName head = words.of(entry.form);
    if (head.size == 0) continue;
    organ_heads_.push_back(head);
    if (!looks_like_village(names, entry.form)) group_heads_.push_back(head);
  }
  sort_names(organ_heads_);
  sort_names(group_heads_);
  for (const char* role : {"person_title", "rank"}) {
    for (const text::LexiconEntry& entry : names.entries(role)) {
      if (const KnownName title = words.of(entry.form); title.size > 0)
        person_titles_.push_back(title);
    }
  }
  sort_names(person_titles_);
}

void KnownNames::read_families(const text::Lexicon& names, const Vocabulary& vocabulary) {
  NameWords words(vocabulary);
  for (const text::LexiconEntry& entry : names.entries("family_name")) {
    if (const KnownName family = words.of(entry.form); family.size > 0) families_.push_back(family);
    if (entry.has("telling")) distinctive_families_.emplace_back(entry.form);
  }
  sort_names(families_);
  std::ranges::sort(distinctive_families_);
}

}  // namespace codau::restore
