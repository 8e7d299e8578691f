#include "document/agencies/agency_grammar.h"

#include <array>
#include <map>
#include <set>
#include <string>

#include "document/words/passage.h"
#include "text/data_table.h"

namespace codau::document {
namespace {

using Words = std::set<std::string, std::less<>>;

Words listed(std::string_view list) {
  if (list.empty()) return {};
  Words out;
  for (const std::string_view word : text::split(list, '|')) out.insert(fold(word));
  return out;
}

struct Ender {
  Words not_before, not_behind;  ///< the next word, the word before
};

struct FieldVerb {
  Words heads;       ///< the words that organs with such a field begin with
  Words not_before;  ///< the nouns that it is a verb before
};

/// data/lexicon/name_grammar.tsv and duty_verbs.tsv.
struct Grammar {
  explicit Grammar(const Lexicon& lexicon)
      : verbs(forms(lexicon, "duty_verb")),
        counted_verbs(forms(lexicon, "counted_verb")),
        noun_verbs(forms(lexicon, "noun_verb")),
        organisation_tails(forms(lexicon, "organisation_tail")),
        group_nouns(forms(lexicon, "group_noun")),
        school_levels(forms(lexicon, "school_level")),
        level_ends(forms(lexicon, "level_end")),
        level_joiners(forms(lexicon, "level_joiner")),
        compounds(forms(lexicon, "compound")),
        phrases{forms(lexicon, "organ_post"), forms(lexicon, "place_word"),
                forms(lexicon, "small_head"), beginnings(lexicon, "document_type"),
                forms(lexicon, "seated_head")} {
    for (const text::LexiconEntry& entry : lexicon.entries("name_ender")) {
      const std::string form = fold(entry.form);
      if (form.find(' ') != std::string::npos) verbs.insert(form);
      enders[form] = {listed(entry.mark("not_before")), listed(entry.mark("not_behind"))};
    }
    for (const text::LexiconEntry& entry : lexicon.entries("duty_verb")) {
      if (entry.has("not_behind")) not_verbs[fold(entry.form)] = listed(entry.mark("not_behind"));
    }
    for (const text::LexiconEntry& verb : lexicon.entries("sending_verb")) {
      for (const text::LexiconEntry& whom : lexicon.entries("sent_person")) {
        const std::string person = fold(whom.form);
        const std::string pair = fold(verb.form) + ' ' + person.substr(0, person.find(' '));
        if (verbs.insert(pair).second) not_verbs[pair] = listed(verb.mark("not_behind"));
      }
    }
    for (const text::LexiconEntry& entry : lexicon.entries("field_verb"))
      field_verbs[fold(entry.form)] = {listed(entry.mark("heads")),
                                       listed(entry.mark("not_before"))};
    for (const text::LexiconEntry& entry : lexicon.entries("noun_head"))
      noun_heads[fold(entry.form)] = {{}, listed(entry.mark("not_behind"))};
  }

  static Words forms(const Lexicon& lexicon, std::string_view role) {
    Words out;
    for (const text::LexiconEntry& entry : lexicon.entries(role)) out.insert(fold(entry.form));
    return out;
  }

  /// The first two syllables of each form that has as many.
  static Words beginnings(const Lexicon& lexicon, std::string_view role) {
    Words out;
    for (const std::string& form : forms(lexicon, role)) {
      const std::size_t blank = form.find(' ');
      if (blank != std::string::npos) out.insert(form.substr(0, form.find(' ', blank + 1)));
    }
    return out;
  }

  Words verbs, counted_verbs, noun_verbs, organisation_tails, group_nouns, school_levels,
      level_ends, level_joiners, compounds;
  std::array<Words, 5> phrases;  ///< by PhraseKind
  std::map<std::string, Ender, std::less<>> enders, noun_heads;
  std::map<std::string, Words, std::less<>> not_verbs;  ///< the words that each is no verb behind
  std::map<std::string, FieldVerb, std::less<>> field_verbs;
};

std::string pair_of(std::string_view first, std::string_view second) {
  return std::string(first) + ' ' + std::string(second);
}

}  // namespace

bool is_duty_verb(const Lexicon& lexicon, std::string_view first, std::string_view second) {
  const Grammar& grammar = lexicon.cached<Grammar>();
  const bool is_number = !second.empty() && second.find_first_not_of("0123456789.") == second.npos;
  return grammar.verbs.contains(pair_of(first, second)) ||
         (is_number && grammar.counted_verbs.contains(first));
}

bool is_field_verb(const Lexicon& lexicon, std::span<const std::string_view, 2> head,
                   std::span<const std::string_view, 4> verbs) {
  const auto& fields = lexicon.cached<Grammar>().field_verbs;
  const std::string first = pair_of(verbs[0], verbs[1]), second = pair_of(verbs[2], verbs[3]);
  const auto found = fields.find(first);
  if (found == fields.end()) return false;
  const FieldVerb& field = found->second;
  const bool has_field = first == second || field.heads.contains(head[0]) ||
                         field.heads.contains(pair_of(head[0], head[1]));
  return has_field && is_duty_verb(lexicon, verbs[2], verbs[3]) &&
         !field.not_before.contains(second);
}

bool is_nominal_use(const Lexicon& lexicon, std::string_view before_that, std::string_view before,
                    std::string_view first, std::string_view second, std::string_view next) {
  const Grammar& grammar = lexicon.cached<Grammar>();
  if (first == "to" && second == "chuc") {
    const bool is_joined = before.empty() || before == "va" || before == "hoac";
    return before == "cac" || before == "nhung" || next.empty() ||
           (is_joined && grammar.organisation_tails.contains(next));
  }
  const auto other = grammar.not_verbs.find(pair_of(first, second));
  if (other != grammar.not_verbs.end() &&
      (other->second.contains(before) || other->second.contains(pair_of(before_that, before))))
    return true;
  const auto head = grammar.noun_heads.find(before);
  return head != grammar.noun_heads.end() && !head->second.not_behind.contains(before_that) &&
         is_nominal_verb(lexicon, first, second);
}

bool is_nominal_verb(const Lexicon& lexicon, std::string_view first, std::string_view second) {
  return lexicon.cached<Grammar>().noun_verbs.contains(pair_of(first, second));
}

std::size_t count_phrase_syllables(const Lexicon& lexicon, PhraseKind phrase,
                                   std::span<const std::string_view> syllables) {
  const Words& words = lexicon.cached<Grammar>().phrases.at(static_cast<std::size_t>(phrase));
  std::string joined;
  std::size_t out = 0;
  for (std::size_t i = 0; i < syllables.size() && !syllables[i].empty(); ++i) {
    joined.append(i == 0 ? "" : " ").append(syllables[i]);
    if (words.contains(joined)) out = i + 1;
  }
  return out;
}

bool is_terminated_by_level(const Lexicon& lexicon, std::string_view level, std::string_view next) {
  const Grammar& grammar = lexicon.cached<Grammar>();
  return grammar.level_ends.contains(level) && !grammar.level_joiners.contains(next) &&
         count_phrase_syllables(lexicon, PhraseKind::kPlace, std::span(&next, 1)) == 0;
}

bool is_group_noun(const Lexicon& lexicon, std::string_view first, std::string_view second) {
  const Words& nouns = lexicon.cached<Grammar>().group_nouns;
  return nouns.contains(first) || nouns.contains(pair_of(first, second));
}

bool is_school_level(const Lexicon& lexicon, std::string_view first, std::string_view second) {
  return lexicon.cached<Grammar>().school_levels.contains(pair_of(first, second));
}

bool is_compound_word(const Lexicon& lexicon, std::string_view first, std::string_view second) {
  return lexicon.cached<Grammar>().compounds.contains(pair_of(first, second));
}

bool is_name_terminator(const Lexicon& lexicon, std::string_view word, std::string_view next,
                        std::string_view before) {
  const auto& enders = lexicon.cached<Grammar>().enders;
  const auto found = enders.find(word);
  return found != enders.end() && !found->second.not_before.contains(next) &&
         !found->second.not_behind.contains(before);
}

}  // namespace codau::document
