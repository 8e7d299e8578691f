#include "restore/decode/word_types.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "restore/text/letters.h"
#include "text/syllable.h"

namespace codau::restore {
namespace {

constexpr std::size_t kMostOptions = 50;
constexpr std::size_t kLongestWord = 24;  ///< characters; longer runs are no damaged syllable
constexpr float kNearLimit = 10.5F;       ///< nats of damage a word may have
constexpr float kTellingLimit = 9.5F;     ///< … to tell which channel it came through
constexpr std::size_t kShortWord = 3;     ///< shorter words are near too many words already
constexpr float kVeryNear = 6;            ///< nats; kFarLimit counts if no word is nearer than this
constexpr std::size_t kShortest = 2;      ///< letters of a word that ran into another
constexpr std::size_t kMostParts = 4;     ///< most words for such a part
constexpr std::size_t kMostPairs = 16;    ///< pairs of them
constexpr float kPartLimit = 5;           ///< nats of damage such a part may have
constexpr float kLostSpace = 6;           ///< one space in 400 is lost
constexpr float kFarLimit = 16;           ///< the limit if no word is very near
constexpr float kTellingSlack = 5;        ///< kSlack if only the channel is asked for
constexpr float kSlack = 10;              ///< candidates this much worse than the best are skipped
constexpr float kSlackOfLost = 7;         ///< kSlack if words are cut short, and very many are near
constexpr float kLostWord = 3;            ///< nats of damage that leaves nothing of a word
constexpr float kNoLoss = 2;              ///< a wide space without a lost word: one in seven
constexpr float kOutOfVocabulary = 4;     ///< an unknown word: this, and …
constexpr float kOutOfVocabularySigns = 3;      ///< … digits or signs among its letters
constexpr float kOutOfVocabularyLetter = 2.2F;  ///< … and so much a letter
constexpr float kToneStayed = 1;    ///< nats against a loss of marks, for each tone still there
constexpr float kForeignSigns = 5;  ///< … if it has digits or signs among its letters
constexpr float kAlienSigns = 5;    ///< … in a channel that makes none of letters
constexpr double kRare = -11;       ///< log P of a very rare word

/// Returns −log P(spelling) of a word that the model does not know.
float out_of_vocabulary_cost(const WordType& type) {
  const auto size = static_cast<float>(type.seen.size());
  if (type.abbreviation) return size;
  return kOutOfVocabulary + kOutOfVocabularyLetter * size +
         (type.plain ? 0 : kOutOfVocabularySigns);
}

/// Returns −log P(seen | word), letter by letter, if only marks are lost. Returns kNever in two
/// cases:
/// 1. The letters differ.
/// 2. The seen word has a wrong mark, not only lost ones, and is a legal syllable. An author who
///    left marks out has set no wrong ones.
float stripped_cost(std::u32string_view word, std::u32string_view seen, bool is_syllable) {
  if (word.size() != seen.size()) return Channel::kNever;
  float cost = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const text::Letter now = text::letter(seen[i]);
    if (seen[i] == fold(word[i])) continue;  // unmarked: tells nothing
    if (seen[i] == word[i]) {
      cost += 0.3F;  // a mark that stayed
    } else if (now && now.tone == text::Tone::kNone &&
               now.toneless == text::letter(word[i]).toneless) {
      cost += 1;  // its shape stayed
    } else {
      if (is_syllable) return Channel::kNever;
      cost += 7;  // another mark
    }
  }
  return cost;
}

/// Returns true for a name or a foreign word, if undamaged. It is no Vietnamese word, not even one
/// without its marks.
bool looks_foreign(const WordType& type) {
  return type.plain && !type.seen.empty() &&
         std::all_of(type.seen.begin(), type.seen.end(), [](char32_t c) { return c < 128; }) &&
         !text::is_legal_syllable(to_utf8(type.seen));
}

/// Returns the number of letters that kept their tone. If many did, nothing took the marks away.
float tones_stayed(std::u32string_view seen) {
  return static_cast<float>(std::count_if(seen.begin(), seen.end(), [](char32_t c) {
    const text::Letter letter = text::letter(c);
    return letter && letter.tone != text::Tone::kNone;
  }));
}

float slack_of(const Channel& channel) {
  if (channel.keeps_marks()) return Channel::kNever;
  return channel.loses_letters() ? kSlackOfLost : kSlack;
}

Searched<float>& found_of(WordType& type, ChannelId channel) {
  for (Searched<float>& one : type.found) {
    if (one.channel == channel) return one;
  }
  type.found.emplace_back().channel = channel;
  return type.found.back();
}

Searched<std::vector<Candidate>>& options_of(WordType& type, ChannelId channel) {
  for (const auto& one : type.options) {
    if (one->channel == channel) return *one;
  }
  type.options.push_back(std::make_unique<Searched<std::vector<Candidate>>>());
  type.options.back()->channel = channel;
  return *type.options.back();
}

float log_add(float a, float b) {
  const float high = std::max(a, b);
  return high < -1e8F ? high : high + std::log1p(std::exp(std::min(a, b) - high));
}

}  // namespace

std::string word_of(std::string_view text, const Token& token) {
  const std::string_view seen = slice(text, token.text);
  if (seen.find(' ') == seen.npos) return std::string(seen);
  std::u32string letters;
  for (const char32_t c : to_utf32(seen)) {
    if (c != U' ') {
      letters += c;
      continue;
    }
    if (letters.size() < 2 || letters.back() != U'.') continue;
    letters.pop_back();
    if (const text::Letter vowel = text::letter(letters.back()))
      letters.back() = text::with_tone(vowel, text::Tone::kNang);
  }
  return to_utf8(letters);
}

WordTypes::WordTypes(const Knowledge& knowledge, SearchBudget& budget, WordMemory& memory)
    : knowledge_(knowledge),
      budget_(budget),
      memory_(memory),
      lost_(kFirstLearnt + knowledge.channels.size()) {
  for (const Channel& channel : knowledge.channels) channels_.push_back(&channel);
  memory_.begin_window();
  stamps_.assign(lost_.size(), memory_.next_stamp());
}

void WordTypes::use(FittedChannels fitted) {
  fitted_.push_back(std::move(fitted));
  for (const auto& [id, channel] : fitted_.back()) {
    channels_[id - kFirstLearnt] = &channel;
    stamps_[id] = memory_.next_stamp();
    lost_[id].clear();
  }
}

const std::vector<float>& WordTypes::log_probs(WordType& type) const {
  if (type.log_prob.empty()) type.log_prob = weigh(type);
  return type.log_prob;
}

bool WordTypes::is_rare(const WordType& type) const {
  return type.word == lm::kUnknown || knowledge_.model.unigram(type.word) < kRare;
}

bool WordTypes::is_searched(const WordType& type, ChannelId channel) const {
  if (channel < kFirstLearnt || type.seen.size() > kLongestWord) return false;
  const bool is_none = type.fold.begin == type.fold.end;
  return is_none || (this->channel(channel).loses_letters() && is_rare(type));
}

template <typename T, typename Search, typename Take>
const T& WordTypes::within_budget(const WordType& type, Searched<T>& searched, Stamp stamp,
                                  bool is_own, const Search& search, const Take& take) {
  if (searched.stamp == stamp) return searched.is_own ? searched.own : searched.kept;
  const auto granted = static_cast<std::uint32_t>(budget_.grant(type.place));
  searched.stamp = stamp;
  searched.is_own = is_own || granted == 0;
  T& out = searched.is_own ? searched.own : searched.kept;
  if (granted == 0) {
    out = take(nullptr);
    return out;
  }
  Taken taken = searched.taken;
  if (is_own || taken.granted != granted) {
    std::size_t left = granted;
    const std::vector<Candidate> found = search(left);
    out = take(left > 0 ? &found : nullptr);
    taken = {granted, static_cast<std::uint32_t>(granted - left), !found.empty() && left > 0};
    if (!is_own) searched.taken = taken;
  }
  budget_.spend(type.place, taken.steps, taken.has_found);
  return out;
}

float WordTypes::found(WordType& type, ChannelId channel) {
  const auto search = [&](std::size_t& steps) {
    const SeenWord word(knowledge_.channels[channel - kFirstLearnt], type.seen);
    return knowledge_.lexicon.reach({word}, {kTellingLimit, kTellingSlack, kMostOptions}, steps);
  };
  const auto sum_of = [&](const std::vector<Candidate>* near) {
    if (near == nullptr) return 0.0F;
    float sum = out_of_vocabulary(type);
    for (const Candidate& candidate : *near) {
      sum = log_add(sum,
                    static_cast<float>(knowledge_.model.unigram(candidate.word)) - candidate.cost);
    }
    return sum - out_of_vocabulary(type);
  };
  return within_budget(type, found_of(type, channel), type.window, false, search, sum_of);
}

float WordTypes::out_of_vocabulary(const WordType& type) const {
  return static_cast<float>(knowledge_.model.unigram(lm::kUnknown)) - out_of_vocabulary_cost(type);
}

std::vector<float> WordTypes::weigh(const WordType& type) const {
  const lm::Model& model = knowledge_.model;
  const auto unigram = [&](lm::WordId word) { return static_cast<float>(model.unigram(word)); };
  std::vector<float> out(kFirstLearnt, out_of_vocabulary(type));
  if (type.word != lm::kUnknown) out[kCleanText] = unigram(type.word);
  out[kForeignText] =
      knowledge_.foreign_words.log_prob(type.seen, type.fold.begin != type.fold.end) -
      (type.plain ? 0 : kForeignSigns);
  const bool is_syllable = text::is_legal_toned_syllable(to_utf8(type.seen));
  for (lm::WordId word = type.fold.begin; word < type.fold.end; ++word) {
    const float cost = stripped_cost(knowledge_.lexicon.letters(word), type.seen, is_syllable);
    if (cost < 5) out[kStrippedText] = log_add(out[kStrippedText], unigram(word) - cost);
  }
  out[kStrippedText] -= kToneStayed * tones_stayed(type.seen);
  for (std::size_t i = 0; i < knowledge_.channels.size(); ++i) {
    const Channel& channel = knowledge_.channels[i];
    const bool alien = !type.plain && !channel.makes_signs();
    float log_prob = out_of_vocabulary(type);
    if (!is_searched(type, static_cast<ChannelId>(kFirstLearnt + i))) {
      log_prob = log_add(log_prob, log_prob_learnt(type, channel));
    }
    out.push_back(log_prob - (alien ? kAlienSigns : 0));
  }
  return out;
}

/// Returns log P(seen) over the words that differ in marks only.
float WordTypes::log_prob_learnt(const WordType& type, const Channel& channel) const {
  float sum = -Channel::kNever;
  if (type.seen.size() > kLongestWord) return sum;
  for (const Candidate& candidate : marked_options(type, channel)) {
    sum =
        log_add(sum, static_cast<float>(knowledge_.model.unigram(candidate.word)) - candidate.cost);
  }
  return sum;
}

/// Returns the words that differ in marks only, if `channel` made one character of each letter.
std::vector<Candidate> WordTypes::marked_options(const WordType& type,
                                                 const Channel& channel) const {
  std::vector<Candidate> out;
  if (type.fold.begin == type.fold.end) return out;
  const Channel::Pieces pieces = channel.cut(type.seen);
  for (lm::WordId word = type.fold.begin; word < type.fold.end; ++word) {
    const std::u32string_view letters = knowledge_.lexicon.letters(word);
    float cost = 0;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      const std::uint8_t letter = letter_index(letters[i]);
      cost += letter == kNoLetter ? Channel::kNever : Channel::cost(pieces, i, 1, letter);
    }
    if (cost < Channel::kNever) out.push_back({word, cost});
  }
  return out;
}

const std::vector<Candidate>& WordTypes::options(WordType& type, ChannelId channel) {
  Searched<std::vector<Candidate>>& options = options_of(type, channel);
  if (!is_learnt(channel) || type.seen.size() > kLongestWord) {
    if (options.kept.empty()) {
      options.kept = with_observed(
          type, channel == kStrippedText ? stripped_options(type) : std::vector<Candidate>());
    }
    return options.kept;
  }
  const Channel& by = this->channel(channel);
  const bool is_own = &by != &knowledge_.channels[channel - kFirstLearnt];
  return within_budget(
      type, options, stamps_[channel], is_own,
      [&](std::size_t& steps) { return far_options(type, by, steps); },
      [&](const std::vector<Candidate>* far) {
        return with_observed(type, learnt_options(type, by, far));
      });
}

std::vector<Candidate> WordTypes::with_observed(const WordType& type,
                                                std::vector<Candidate> options) const {
  const auto observed = std::find_if(options.begin(), options.end(), [&](const Candidate& one) {
    return one.word == type.word && one.then == lm::kUnknown;
  });
  if (observed == options.end()) {
    options.insert(options.begin(),
                   {type.word, type.word == lm::kUnknown ? out_of_vocabulary_cost(type) : 0});
  } else {
    std::rotate(options.begin(), observed, observed + 1);
  }
  return options;
}

const std::vector<Candidate>& WordTypes::lost_words(ChannelId channel) {
  std::vector<Candidate>& out = lost_[channel];
  if (!out.empty()) return out;
  std::size_t steps = SearchBudget::Limits{}.word;  // once a window
  out = knowledge_.lexicon.reach({SeenWord(this->channel(channel), U"")}, {kLostWord}, steps);
  out.insert(out.begin(), {kNothing, kNoLoss});
  return out;
}

float WordTypes::worth(WordType& type, ChannelId channel) {
  float best = -Channel::kNever;
  for (const Candidate& candidate : options(type, channel)) {
    best = std::max(best, knowledge_.lexicon.worth(candidate));
  }
  return best;
}

std::vector<Candidate> WordTypes::stripped_options(const WordType& type) const {
  std::vector<Candidate> out;
  const bool is_syllable = text::is_legal_toned_syllable(to_utf8(type.seen));
  for (lm::WordId word = type.fold.begin; word < type.fold.end; ++word) {
    const float cost = stripped_cost(knowledge_.lexicon.letters(word), type.seen, is_syllable);
    if (cost < Channel::kNever) out.push_back({word, cost});
  }
  return out;
}

std::vector<Candidate> WordTypes::learnt_options(const WordType& type, const Channel& channel,
                                                 const std::vector<Candidate>* far) const {
  std::vector<Candidate> out =
      far != nullptr ? *far : likeliest(marked_options(type, channel), kMostOptions);
  if (looks_foreign(type)) drop_foreign(out);
  return out;
}

/// Returns words that differ in more than marks, and pairs of words.
std::vector<Candidate> WordTypes::far_options(const WordType& type, const Channel& channel,
                                              std::size_t& steps) const {
  const float slack = slack_of(channel);
  const SeenWord word(channel, type.seen, type.gap);
  std::vector<Candidate> out =
      knowledge_.lexicon.reach({word}, {kNearLimit, slack, kMostOptions}, steps);
  const bool near = std::any_of(out.begin(), out.end(), [](const Candidate& candidate) {
    return candidate.cost < kVeryNear;
  });
  if (!near && type.seen.size() >= kShortWord)
    out = knowledge_.lexicon.reach({word}, {kFarLimit, slack, kMostOptions}, steps);
  if (!near) {
    const std::vector<Candidate> pairs = run_together(word, steps);
    out.insert(out.end(), pairs.begin(), pairs.end());
  }
  return out;
}

/// Removes foreign words from the options: one name does not replace another. "Đắk" and "Kạn" are
/// Vietnamese, although no syllables.
void WordTypes::drop_foreign(std::vector<Candidate>& options) const {
  const auto ours = [&](lm::WordId word) {
    return knowledge_.names.is_of_place(word) ||
           text::is_legal_toned_syllable(to_utf8(knowledge_.lexicon.letters(word)));
  };
  std::erase_if(options, [&](const Candidate& candidate) {
    return !ours(candidate.word) || (candidate.then != lm::kUnknown && !ours(candidate.then));
  });
}

/// Returns pairs of words that lost the space between them.
std::vector<Candidate> WordTypes::run_together(const SeenWord& word, std::size_t& steps) const {
  std::vector<Candidate> out;
  for (std::size_t at = kShortest; at + kShortest <= word.size(); ++at) {
    const auto reach = [&](const SeenPart& part) {
      return knowledge_.lexicon.reach(part, {kPartLimit, kSlack, kMostParts}, steps);
    };
    const std::vector<Candidate> first = reach({word, 0, at});
    if (first.empty()) continue;
    for (const Candidate& second : reach({word, at, word.size()})) {
      for (const Candidate& one : first) {
        out.push_back({one.word, one.cost + second.cost + kLostSpace, second.word});
      }
    }
  }
  return likeliest(std::move(out), kMostPairs);
}

std::vector<Candidate> WordTypes::likeliest(std::vector<Candidate> all, std::size_t most) const {
  if (all.size() <= most) return all;
  std::stable_sort(all.begin(), all.end(), [&](const Candidate& a, const Candidate& b) {
    return knowledge_.lexicon.worth(a) > knowledge_.lexicon.worth(b);
  });
  all.resize(most);
  return all;
}

}  // namespace codau::restore
