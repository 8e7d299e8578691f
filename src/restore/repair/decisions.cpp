#include "restore/repair/decisions.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "restore/decode/person_names.h"
#include "restore/text/letter_case.h"
#include "restore/text/spelling.h"
#include "text/syllable.h"

namespace codau::restore {
namespace {

constexpr double kMinPosteriorNearlyClean = 0.6;    ///< least posterior of a change in nearly clean
                                                    ///< text, …
constexpr double kMinPosteriorEngineOutput = 0.98;  ///< … in text that an engine has read all over,
constexpr double kMinPosteriorTyped = 0.9;          ///< … of keys that spell another word,
constexpr double kMinPosteriorClean = 0.97;         ///< … if all the rest is clean,
constexpr double kMinPosteriorCleanSyllable = 0.9999;  ///< … and the word is a legal syllable
/// An engine this sure of a part of a name is believed more. The value 0.9 separates the two names
/// that were changed in 30 pages of scans. On 450 made pages it costs one letter
/// (docs/experiments/restoration-short-texts.md).
constexpr double kMinTrustedNameConfidence = 0.9;
// Inverse temperatures, chosen so that the confidence of changes equals their share that is right
// (tests/accuracy).
constexpr double kStrippedInverseTemperature = 0.75, kDroppedInverseTemperature = 0.8,
                 kMangledInverseTemperature = 0.5;

/// Constants that lower the confidence of changes of mangled words by the mean confidence of their
/// window.
/// 1. Below kLowMeanConfidence the logit of the confidence, taken as at most kMaxScaledConfidence,
///    becomes kLogitScale · logit + kLogitBias.
/// 2. Above kHighMeanConfidence the confidence stays.
/// 3. Between both the change is proportional.
/// Fitted on 14,400 changes of Ocrad and GOCR. Changes of Tesseract's Latin models have means of
/// 0.96 and more, and are as often right as their confidence says
/// (docs/experiments/restoration-unknown-engines.md).
constexpr double kLowMeanConfidence = 0.93, kHighMeanConfidence = 0.96;
constexpr double kLogitScale = 0.82, kLogitBias = -1.26, kMaxScaledConfidence = 0.99;
/// Prior for windows with few changes.
constexpr double kPriorMeanConfidence = 0.98, kPriorChanges = 10;

bool is_mangled(const WindowResources& resources, ChannelId channel) {
  return is_learnt(channel) && channel != resources.viet_ocr_channel &&
         !resources.finder.channel(channel).loses_letters();
}

/// Returns 1 / T of temperature scaling, P ∝ P^(1 / T), by the kind of damage. The n-grams, the
/// context and the channel have seen the same letters. Together they are surer than they should be.
double inverse_temperature_of(const WindowResources& resources, ChannelId channel) {
  if (channel == kStrippedText) return kStrippedInverseTemperature;
  if (is_mangled(resources, channel)) return kMangledInverseTemperature;
  return is_learnt(channel) && channel != resources.viet_ocr_channel ? kDroppedInverseTemperature
                                                                     : 1;
}

RankedChoice make_choice(const SlotPosteriors& posteriors, double inverse_temperature) {
  RankedChoice out;
  double before = 0, after = 0;
  for (std::size_t k = 0; k < RankedChoice::kMaxRanked; ++k) {
    const double probability = posteriors.words.at(k).probability;
    out.ranked.at(k) = {k, inverse_temperature < 1 && probability < 1 && probability > 0
                               ? std::pow(probability, inverse_temperature)
                               : probability};
    before += probability;
    after += out.ranked.at(k).confidence;
  }
  for (CandidatePosterior& ranked : out.ranked)
    ranked.confidence *= before / std::max(after, 1e-300);
  if (!std::ranges::is_sorted(out.ranked, std::ranges::greater{},
                              &CandidatePosterior::confidence)) {
    std::ranges::stable_sort(out.ranked, std::ranges::greater{}, &CandidatePosterior::confidence);
  }
  out.best = out.ranked[0].index;
  out.confidence = out.ranked[0].confidence;
  out.second = out.ranked[1].confidence > 0 ? out.ranked[1].index : out.best;
  return out;
}

/// Returns the least confidence of a word with "?" for a letter; 0 for other words. The sign says
/// little of the letter, so a less sure word stays unchanged. In three texts saved as ANSI, 8 of 14
/// changes below this value are wrong, and none above.
double min_confidence_of_lost_letters(const TokenWindow& window, const TokenSlot& slot) {
  constexpr double kMinPosteriorLostLetter = 0.9;
  const bool is_asked =
      window.has_question_mark_letters &&
      slice(window.text, window.tokens[slot.token].text).find('?') != std::string_view::npos;
  return is_asked ? kMinPosteriorLostLetter : 0;
}

double min_confidence_of(const WindowResources& resources, const TokenWindow& window,
                         const TokenSlot& slot) {
  double least = 0;
  if (slot.is_typed) {
    least = kMinPosteriorTyped;
  } else if (slot.channel == resources.viet_ocr_channel) {
    const std::string_view seen = slice(window.text, window.tokens[slot.token].text);
    least = window.is_engine_output               ? kMinPosteriorEngineOutput
            : !window.is_nearly_clean             ? kMinPosteriorNearlyClean
            : text::is_legal_toned_syllable(seen) ? kMinPosteriorCleanSyllable
                                                  : kMinPosteriorClean;
    // A part of a name that its engine was sure of: "Thanh Hòa" is no misread "Thanh Hóa".
    if (!window.engine_confidence.empty() &&
        window.engine_confidence[slot.token] > kMinTrustedNameConfidence &&
        text::is_legal_toned_syllable(seen) && is_upper(to_utf32(seen).front()) &&
        is_beside_capitalised_word(window.text, window.tokens, slot.token) &&
        !is_among_capitals(window.text, window.tokens, slot.token)) {
      least = std::max(least, kMinPosteriorEngineOutput);
    }
  }
  return std::max({resources.restore_options.min_confidence, least,
                   min_confidence_of_lost_letters(window, slot)});
}

/// Returns the first letters of the words of a window as they were decoded, by token.
std::vector<Initial> initials_of(const WindowResources& resources, const TokenWindow& window,
                                 const DecodedWindow& decoded) {
  std::vector<Initial> out(window.tokens.size());
  for (std::size_t i = 0; i < decoded.slots.size(); ++i) {
    const DecodedSlot& decoded_slot = decoded.slots[i];
    if (decoded_slot.slot.type == nullptr) continue;
    const RankedChoice choice = make_choice(decoded.posteriors[i], 1);
    const lm::WordId word = decoded_slot.candidates.at(choice.best).word;
    const std::u32string_view letters = word < lm::kFirstWord
                                            ? decoded_slot.slot.type->seen
                                            : resources.knowledge.vocabulary.letters(word);
    if (!letters.empty()) out[decoded_slot.slot.token] = {letters.front(), choice.confidence};
  }
  return out;
}

bool is_only_flagged(const TokenWindow& window, const TokenSlot& slot) {
  return slot.type != nullptr && !slot.is_typed && window.line(slot.token).is_only_flagged;
}

/// Returns true for a damaged word of letters of which nothing else is sure.
bool may_be_defined(const WindowResources& resources, const TokenWindow& window,
                    const TokenSlot& slot) {
  if (slot.type == nullptr || slot.known != nullptr || slot.type->is_protected) return false;
  const ChannelId channel = window.line(slot.token).channel;
  const bool is_damaged = channel == kStrippedText || is_learnt(channel);
  if (!is_damaged || channel == resources.viet_ocr_channel || is_only_flagged(window, slot))
    return false;
  const Token& token = window.tokens[slot.token];
  return !token.is_locked && token.is_plain;
}

/// Returns the spelling that the text defines for `token`, or null if there is no definition. Among
/// capitals a seeming abbreviation may be a word.
const Definitions::DefinedSpelling* find_definition(const Definitions& definitions,
                                                    const TokenWindow& window, std::size_t token) {
  if (is_in_code(window.text, window.tokens[token])) return nullptr;
  const auto here = definitions.by_token.find(token);
  if (here != definitions.by_token.end()) return &here->second;
  const auto known = definitions.by_letters.find(slice(window.text, window.tokens[token].text));
  if (known == definitions.by_letters.end()) return nullptr;
  return is_among_capitals(window.text, window.tokens, token) ? nullptr : &known->second;
}

/// Returns true for a capitalised word that is spelled like a name, if all the rest is clean and no
/// engine gives its confidence. A more common look-alike ("Phàn Văn Chừ", "Phan Văn Chừ") proves
/// nothing. In text that an engine has read, the word must also stand beside another capitalised
/// word.
bool is_name_as_printed(const WindowResources& resources, const TokenWindow& window,
                        const TokenSlot& slot) {
  if (!window.is_nearly_clean || !window.engine_confidence.empty() ||
      slot.channel != resources.viet_ocr_channel)
    return false;
  if (window.is_engine_output &&
      !is_beside_capitalised_word(window.text, window.tokens, slot.token))
    return false;
  const std::string_view seen = slice(window.text, window.tokens[slot.token].text);
  return is_upper(to_utf32(seen).front()) && text::is_legal_toned_syllable(seen);
}

/// Returns true in clean text without the confidence of an engine, for two kinds of words:
/// 1. A foreign word that would become another ("Beyoncé", "Modrić").
/// 2. A part of a transcription ("Ri-chác", "xi-xcô").
bool is_foreign_as_printed(const WindowResources& resources, const TokenWindow& window,
                           const TokenSlot& slot, lm::WordId becomes) {
  if (!window.is_nearly_clean || !window.engine_confidence.empty() ||
      slot.channel != resources.viet_ocr_channel)
    return false;
  const ByteRange word = window.tokens[slot.token].text;
  const std::string_view text = window.text;
  const auto is_joined = [&](std::size_t hyphen, std::size_t beyond) {
    if (hyphen >= text.size() || beyond >= text.size() || text[hyphen] != '-') return false;
    const auto byte = static_cast<unsigned char>(text[beyond]);
    return byte >= 0x80 || is_letter(byte);
  };
  if (is_joined(word.end, word.end + 1) ||
      (word.begin > 1 && is_joined(word.begin - 1, word.begin - 2)))
    return true;
  return !text::is_legal_syllable(slice(text, word)) && becomes >= lm::kFirstWord &&
         !text::is_legal_syllable(to_utf8(resources.knowledge.vocabulary.letters(becomes)));
}

Decision decide_slot(const WindowResources& resources, const TokenWindow& window,
                     const DecodedSlot& decoded_slot, const SlotPosteriors& posteriors) {
  const TokenSlot& slot = decoded_slot.slot;
  Decision out{make_choice(posteriors, inverse_temperature_of(resources, slot.channel))};
  out.is_sure = out.choice.best == decoded_slot.observed ||
                (!is_only_flagged(window, slot) && !is_name_as_printed(resources, window, slot) &&
                 !is_foreign_as_printed(resources, window, slot,
                                        decoded_slot.candidates.at(out.choice.best).word) &&
                 out.choice.confidence >= min_confidence_of(resources, window, slot));
  return out;
}

/// Returns how much too sure the changes are, from 0 to 1.
double overconfidence(double mean_of_window) {
  return std::clamp(
      (kHighMeanConfidence - mean_of_window) / (kHighMeanConfidence - kLowMeanConfidence), 0.0,
      1.0);
}

/// Lowers the confidence of a choice and its candidates. The rest of the probability goes to words
/// that are no candidates.
void lower_confidence(double unsure, RankedChoice& choice) {
  const double own = std::clamp(choice.confidence, 1 - kMaxScaledConfidence, kMaxScaledConfidence);
  const double counted =
      1 / (1 + std::exp(-(kLogitScale * std::log(own / (1 - own)) + kLogitBias)));
  const double lowered = choice.confidence + unsure * (std::min(counted, own) - choice.confidence);
  for (CandidatePosterior& ranked : choice.ranked) ranked.confidence *= lowered / choice.confidence;
  choice.confidence = lowered;
}

std::vector<Decision> decide_slots(const WindowResources& resources, const TokenWindow& window,
                                   const DecodedWindow& decoded) {
  std::vector<Decision> out;
  std::vector<std::size_t> mangled;  // that are changed
  double sum = kPriorMeanConfidence * kPriorChanges;
  out.reserve(decoded.slots.size());
  for (std::size_t i = 0; i < decoded.slots.size(); ++i) {
    const DecodedSlot& decoded_slot = decoded.slots[i];
    out.push_back(decide_slot(resources, window, decoded_slot, decoded.posteriors[i]));
    const RankedChoice& choice = out.back().choice;
    if (!out.back().is_sure || choice.best == decoded_slot.observed) continue;
    if (!is_mangled(resources, decoded_slot.slot.channel)) continue;
    mangled.push_back(i);
    sum += choice.confidence;
  }
  const double unsure = overconfidence(sum / (kPriorChanges + static_cast<double>(mangled.size())));
  for (const std::size_t i : mangled) {
    if (unsure > 0) lower_confidence(unsure, out[i].choice);
    const double least = min_confidence_of_lost_letters(window, decoded.slots[i].slot);
    out[i].is_sure =
        out[i].choice.confidence >= std::max(resources.restore_options.min_confidence, least);
  }
  return out;
}

DefinedWords find_defined_words(const WindowResources& resources, const TokenWindow& window,
                                const DecodedWindow& decoded) {
  const std::vector<Initial> initials = initials_of(resources, window, decoded);
  const InitialOf initial_of = [&](std::size_t i) { return initials[i]; };
  const DefinitionWords& words = resources.knowledge.definition_words;
  const Definitions definitions = find_definitions(words, window.text, window.tokens, initial_of);
  const auto in_codes = find_code_letters(words, window.text, window.tokens, initial_of);
  DefinedWords out;
  if (definitions.by_token.empty() && in_codes.empty()) return out;
  for (const DecodedSlot& decoded_slot : decoded.slots) {
    const TokenSlot& slot = decoded_slot.slot;
    if (!may_be_defined(resources, window, slot)) continue;
    const auto code = in_codes.find(slot.token);
    const Definitions::DefinedSpelling* const spelling =
        code != in_codes.end() ? &code->second : find_definition(definitions, window, slot.token);
    if (spelling == nullptr || spelling->confidence < min_confidence_of(resources, window, slot)) {
      continue;
    }
    out.emplace_hint(out.end(), slot.token, *spelling);
  }
  return out;
}

}  // namespace

Decisions decide(const WindowResources& resources, const TokenWindow& window,
                 const DecodedWindow& decoded) {
  return {decide_slots(resources, window, decoded), find_defined_words(resources, window, decoded)};
}

}  // namespace codau::restore
