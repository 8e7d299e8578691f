#include "restore/decode/candidate_finder.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "restore/text/spelling.h"
#include "text/syllable.h"

namespace codau::restore {
namespace {

constexpr std::size_t kMaxCandidates = 50;
constexpr std::size_t kMaxWordCharacters = 24;  ///< characters; longer runs are no damaged syllable
constexpr float kNearMaxCost = 10.5F;           ///< nats of damage a word may have
constexpr float kChannelMaxCost = 9.5F;         ///< … to tell which channel it came through
constexpr std::size_t kMinFarWordCharacters = 3;  ///< shorter words are near too many words already
constexpr float kVeryNearCost = 6;  ///< nats; kFarMaxCost counts if no word is nearer than this
constexpr std::size_t kMinPartLetters = 2;  ///< letters of a word that ran into another
constexpr std::size_t kMaxPartWords = 4;    ///< most words for such a part
constexpr std::size_t kMaxPairs = 16;       ///< pairs of them
constexpr float kPartMaxCost = 5;           ///< nats of damage such a part may have
constexpr float kLostSpaceCost = 6;         ///< one space in 400 is lost
constexpr float kFarMaxCost = 16;           ///< the limit if no word is very near
constexpr float kChannelMaxScoreLoss = 5;   ///< kMaxScoreLoss if only the channel is asked for
constexpr float kMaxScoreLoss = 10;  ///< candidates this much worse than the best are skipped
/// kMaxScoreLoss if words are cut short, and very many are near.
constexpr float kLossyMaxScoreLoss = 7;
constexpr float kLostWordMaxCost = 3;   ///< nats of damage that leaves nothing of a word
constexpr float kNoLostWordCost = 2;    ///< a wide space without a lost word: one in seven
constexpr float kOovCost = 4;           ///< an unknown word: this, and …
constexpr float kOovSignsCost = 3;      ///< … digits or signs among its letters
constexpr float kOovLetterCost = 2.2F;  ///< … and so much a letter
constexpr float kKeptToneCost = 1;      ///< nats against a loss of marks, for each tone still there
constexpr float kForeignSignsCost = 5;  ///< … if it has digits or signs among its letters
constexpr float kAlienSignsCost = 5;    ///< … in a channel that makes none of letters
constexpr double kRareLogProb = -11;    ///< log P of a very rare word

/// Returns −log P(spelling) of a word that the model does not know.
float oov_cost(const WordType& type) {
  const auto size = static_cast<float>(type.seen.size());
  if (type.is_abbreviation) return size;
  return kOovCost + kOovLetterCost * size + (type.is_plain ? 0 : kOovSignsCost);
}

/// Returns −log P(seen | word), letter by letter, if only marks are lost. Returns kNever in two
/// cases:
/// 1. The letters differ.
/// 2. The seen word has a wrong mark, not only lost ones, and is a legal syllable. An author who
///    left marks out has set no wrong ones.
float stripped_cost(std::u32string_view word, std::u32string_view seen, bool is_syllable) {
  if (word.size() != seen.size()) return Channel::kInfiniteCost;
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
      if (is_syllable) return Channel::kInfiniteCost;
      cost += 7;  // another mark
    }
  }
  return cost;
}

/// Returns true for a name or a foreign word, if undamaged. It is no Vietnamese word, not even one
/// without its marks.
bool may_be_foreign(const WordType& type) {
  return type.is_plain && !type.seen.empty() &&
         std::all_of(type.seen.begin(), type.seen.end(), [](char32_t c) { return c < 128; }) &&
         !text::is_legal_syllable(to_utf8(type.seen));
}

/// Returns the number of letters that kept their tone. If many did, nothing took the marks away.
float count_kept_tones(std::u32string_view seen) {
  return static_cast<float>(std::count_if(seen.begin(), seen.end(), [](char32_t c) {
    const text::Letter letter = text::letter(c);
    return letter && letter.tone != text::Tone::kNone;
  }));
}

float max_score_loss_of(const Channel& channel) {
  if (channel.keeps_marks()) return Channel::kInfiniteCost;
  return channel.loses_letters() ? kLossyMaxScoreLoss : kMaxScoreLoss;
}

CachedSearch<float>& cached_search_gain(WordType& type, ChannelId channel) {
  for (CachedSearch<float>& one : type.search_gains) {
    if (one.channel == channel) return one;
  }
  type.search_gains.emplace_back().channel = channel;
  return type.search_gains.back();
}

CachedSearch<std::vector<Candidate>>& cached_candidates(WordType& type, ChannelId channel) {
  for (const auto& one : type.candidates) {
    if (one->channel == channel) return *one;
  }
  type.candidates.push_back(std::make_unique<CachedSearch<std::vector<Candidate>>>());
  type.candidates.back()->channel = channel;
  return *type.candidates.back();
}

float log_add(float a, float b) {
  const float high = std::max(a, b);
  return high < -1e8F ? high : high + std::log1p(std::exp(std::min(a, b) - high));
}

}  // namespace

std::string join_token_letters(std::string_view text, const Token& token) {
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

CandidateFinder::CandidateFinder(const Knowledge& knowledge, SearchBudget& budget, WordCache& cache)
    : knowledge_(knowledge),
      budget_(budget),
      cache_(cache),
      lost_(kFirstLearntChannel + knowledge.channels.size()) {
  for (const Channel& channel : knowledge.channels) channels_.push_back(&channel);
  cache_.begin_window();
  channel_stamps_.assign(lost_.size(), cache_.next_stamp());
}

void CandidateFinder::use_channels(FittedChannels fitted) {
  fitted_.push_back(std::move(fitted));
  for (const auto& [id, channel] : fitted_.back()) {
    channels_[id - kFirstLearntChannel] = &channel;
    channel_stamps_[id] = cache_.next_stamp();
    lost_[id].clear();
  }
}

const std::vector<float>& CandidateFinder::log_probs(WordType& type) const {
  if (type.log_prob.empty()) type.log_prob = compute_log_probs(type);
  return type.log_prob;
}

bool CandidateFinder::is_rare(const WordType& type) const {
  return type.word == lm::kUnknown || knowledge_.model.unigram_log_prob(type.word) < kRareLogProb;
}

bool CandidateFinder::needs_search(const WordType& type, ChannelId channel) const {
  if (channel < kFirstLearntChannel || type.seen.size() > kMaxWordCharacters) return false;
  const bool is_none = type.fold.begin == type.fold.end;
  return is_none || (this->channel(channel).loses_letters() && is_rare(type));
}

template <typename T, typename Search, typename Take>
const T& CandidateFinder::search_within_budget(const WordType& type, CachedSearch<T>& cached,
                                               CacheStamp stamp, bool is_window_result,
                                               const Search& search, const Take& take) {
  if (cached.stamp == stamp)
    return cached.is_window_result ? cached.window_result : cached.shared_result;
  const auto granted = static_cast<std::uint32_t>(budget_.grant(type.offset));
  cached.stamp = stamp;
  cached.is_window_result = is_window_result || granted == 0;
  T& out = cached.is_window_result ? cached.window_result : cached.shared_result;
  if (granted == 0) {
    out = take(nullptr);
    return out;
  }
  SearchCost search_cost = cached.search_cost;
  if (is_window_result || search_cost.granted != granted) {
    std::size_t left = granted;
    const std::vector<Candidate> found = search(left);
    out = take(left > 0 ? &found : nullptr);
    search_cost = {granted, static_cast<std::uint32_t>(granted - left), !found.empty() && left > 0};
    if (!is_window_result) cached.search_cost = search_cost;
  }
  budget_.spend(type.offset, search_cost.steps, search_cost.has_found);
  return out;
}

float CandidateFinder::search_gain(WordType& type, ChannelId channel) {
  const auto search = [&](std::size_t& steps) {
    const ObservedWord word(knowledge_.channels[channel - kFirstLearntChannel], type.seen);
    return knowledge_.vocabulary.search(
        {word}, {kChannelMaxCost, kChannelMaxScoreLoss, kMaxCandidates}, steps);
  };
  const auto sum_of = [&](const std::vector<Candidate>* near) {
    if (near == nullptr) return 0.0F;
    float sum = oov_log_prob(type);
    for (const Candidate& candidate : *near) {
      sum = log_add(sum, static_cast<float>(knowledge_.model.unigram_log_prob(candidate.word)) -
                             candidate.cost);
    }
    return sum - oov_log_prob(type);
  };
  return search_within_budget(type, cached_search_gain(type, channel), type.window, false, search,
                              sum_of);
}

float CandidateFinder::oov_log_prob(const WordType& type) const {
  return static_cast<float>(knowledge_.model.unigram_log_prob(lm::kUnknown)) - oov_cost(type);
}

std::vector<float> CandidateFinder::compute_log_probs(const WordType& type) const {
  const lm::NgramModel& model = knowledge_.model;
  const auto unigram = [&](lm::WordId word) {
    return static_cast<float>(model.unigram_log_prob(word));
  };
  std::vector<float> out(kFirstLearntChannel, oov_log_prob(type));
  if (type.word != lm::kUnknown) out[kCleanText] = unigram(type.word);
  out[kForeignText] =
      knowledge_.foreign_words.log_prob(type.seen, type.fold.begin != type.fold.end) -
      (type.is_plain ? 0 : kForeignSignsCost);
  const bool is_syllable = text::is_legal_toned_syllable(to_utf8(type.seen));
  for (lm::WordId word = type.fold.begin; word < type.fold.end; ++word) {
    const float cost = stripped_cost(knowledge_.vocabulary.letters(word), type.seen, is_syllable);
    if (cost < 5) out[kStrippedText] = log_add(out[kStrippedText], unigram(word) - cost);
  }
  out[kStrippedText] -= kKeptToneCost * count_kept_tones(type.seen);
  for (std::size_t i = 0; i < knowledge_.channels.size(); ++i) {
    const Channel& channel = knowledge_.channels[i];
    const bool alien = !type.is_plain && !channel.makes_signs();
    float log_prob = oov_log_prob(type);
    if (!needs_search(type, static_cast<ChannelId>(kFirstLearntChannel + i))) {
      log_prob = log_add(log_prob, log_prob_learnt(type, channel));
    }
    out.push_back(log_prob - (alien ? kAlienSignsCost : 0));
  }
  return out;
}

/// Returns log P(seen) over the words that differ in marks only.
float CandidateFinder::log_prob_learnt(const WordType& type, const Channel& channel) const {
  float sum = -Channel::kInfiniteCost;
  if (type.seen.size() > kMaxWordCharacters) return sum;
  for (const Candidate& candidate : marked_candidates(type, channel)) {
    sum = log_add(sum, static_cast<float>(knowledge_.model.unigram_log_prob(candidate.word)) -
                           candidate.cost);
  }
  return sum;
}

/// Returns the words that differ in marks only, if `channel` made one character of each letter.
std::vector<Candidate> CandidateFinder::marked_candidates(const WordType& type,
                                                          const Channel& channel) const {
  std::vector<Candidate> out;
  if (type.fold.begin == type.fold.end) return out;
  const Channel::PieceLattice pieces = channel.cut_into_pieces(type.seen);
  for (lm::WordId word = type.fold.begin; word < type.fold.end; ++word) {
    const std::u32string_view letters = knowledge_.vocabulary.letters(word);
    float cost = 0;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      const std::uint8_t letter = letter_index(letters[i]);
      cost += letter == kNoLetter ? Channel::kInfiniteCost : Channel::cost(pieces, i, 1, letter);
    }
    if (cost < Channel::kInfiniteCost) out.push_back({word, cost});
  }
  return out;
}

const std::vector<Candidate>& CandidateFinder::candidates(WordType& type, ChannelId channel) {
  CachedSearch<std::vector<Candidate>>& candidates = cached_candidates(type, channel);
  if (!is_learnt(channel) || type.seen.size() > kMaxWordCharacters) {
    if (candidates.shared_result.empty()) {
      candidates.shared_result = put_observed_first(
          type, channel == kStrippedText ? stripped_candidates(type) : std::vector<Candidate>());
    }
    return candidates.shared_result;
  }
  const Channel& by = this->channel(channel);
  const bool is_window_result = &by != &knowledge_.channels[channel - kFirstLearntChannel];
  return search_within_budget(
      type, candidates, channel_stamps_[channel], is_window_result,
      [&](std::size_t& steps) { return far_candidates(type, by, steps); },
      [&](const std::vector<Candidate>* far) {
        return put_observed_first(type, learnt_candidates(type, by, far));
      });
}

std::vector<Candidate> CandidateFinder::put_observed_first(
    const WordType& type, std::vector<Candidate> candidates) const {
  const auto observed =
      std::find_if(candidates.begin(), candidates.end(), [&](const Candidate& one) {
        return one.word == type.word && one.second_word == lm::kUnknown;
      });
  if (observed == candidates.end()) {
    candidates.insert(candidates.begin(),
                      {type.word, type.word == lm::kUnknown ? oov_cost(type) : 0});
  } else {
    std::rotate(candidates.begin(), observed, observed + 1);
  }
  return candidates;
}

const std::vector<Candidate>& CandidateFinder::lost_word_candidates(ChannelId channel) {
  std::vector<Candidate>& out = lost_[channel];
  if (!out.empty()) return out;
  std::size_t steps = SearchBudget::Limits{}.steps_per_word;  // once a window
  out = knowledge_.vocabulary.search({ObservedWord(this->channel(channel), U"")},
                                     {kLostWordMaxCost}, steps);
  out.insert(out.begin(), {kNoWord, kNoLostWordCost});
  return out;
}

float CandidateFinder::best_score(WordType& type, ChannelId channel) {
  float best = -Channel::kInfiniteCost;
  for (const Candidate& candidate : candidates(type, channel)) {
    best = std::max(best, knowledge_.vocabulary.score(candidate));
  }
  return best;
}

std::vector<Candidate> CandidateFinder::stripped_candidates(const WordType& type) const {
  std::vector<Candidate> out;
  const bool is_syllable = text::is_legal_toned_syllable(to_utf8(type.seen));
  for (lm::WordId word = type.fold.begin; word < type.fold.end; ++word) {
    const float cost = stripped_cost(knowledge_.vocabulary.letters(word), type.seen, is_syllable);
    if (cost < Channel::kInfiniteCost) out.push_back({word, cost});
  }
  return out;
}

std::vector<Candidate> CandidateFinder::learnt_candidates(const WordType& type,
                                                          const Channel& channel,
                                                          const std::vector<Candidate>* far) const {
  std::vector<Candidate> out =
      far != nullptr ? *far : keep_likeliest(marked_candidates(type, channel), kMaxCandidates);
  if (may_be_foreign(type)) drop_foreign(out);
  return out;
}

/// Returns words that differ in more than marks, and pairs of words.
std::vector<Candidate> CandidateFinder::far_candidates(const WordType& type, const Channel& channel,
                                                       std::size_t& steps) const {
  const float max_score_loss = max_score_loss_of(channel);
  const ObservedWord word(channel, type.seen, type.gap);
  std::vector<Candidate> out =
      knowledge_.vocabulary.search({word}, {kNearMaxCost, max_score_loss, kMaxCandidates}, steps);
  const bool near = std::any_of(out.begin(), out.end(), [](const Candidate& candidate) {
    return candidate.cost < kVeryNearCost;
  });
  if (!near && type.seen.size() >= kMinFarWordCharacters)
    out =
        knowledge_.vocabulary.search({word}, {kFarMaxCost, max_score_loss, kMaxCandidates}, steps);
  if (!near) {
    const std::vector<Candidate> pairs = find_joined_pairs(word, steps);
    out.insert(out.end(), pairs.begin(), pairs.end());
  }
  return out;
}

/// Removes foreign words from the candidates: one name does not replace another. "Đắk" and "Kạn"
/// are Vietnamese, although no syllables.
void CandidateFinder::drop_foreign(std::vector<Candidate>& candidates) const {
  const auto ours = [&](lm::WordId word) {
    return knowledge_.names.is_place_word(word) ||
           text::is_legal_toned_syllable(to_utf8(knowledge_.vocabulary.letters(word)));
  };
  std::erase_if(candidates, [&](const Candidate& candidate) {
    return !ours(candidate.word) ||
           (candidate.second_word != lm::kUnknown && !ours(candidate.second_word));
  });
}

/// Returns pairs of words that lost the space between them.
std::vector<Candidate> CandidateFinder::find_joined_pairs(const ObservedWord& word,
                                                          std::size_t& steps) const {
  std::vector<Candidate> out;
  for (std::size_t at = kMinPartLetters; at + kMinPartLetters <= word.size(); ++at) {
    const auto search = [&](const ObservedSpan& part) {
      return knowledge_.vocabulary.search(part, {kPartMaxCost, kMaxScoreLoss, kMaxPartWords},
                                          steps);
    };
    const std::vector<Candidate> first = search({word, 0, at});
    if (first.empty()) continue;
    for (const Candidate& second : search({word, at, word.size()})) {
      for (const Candidate& one : first) {
        out.push_back({one.word, one.cost + second.cost + kLostSpaceCost, second.word});
      }
    }
  }
  return keep_likeliest(std::move(out), kMaxPairs);
}

std::vector<Candidate> CandidateFinder::keep_likeliest(std::vector<Candidate> all,
                                                       std::size_t most) const {
  if (all.size() <= most) return all;
  std::stable_sort(all.begin(), all.end(), [&](const Candidate& a, const Candidate& b) {
    return knowledge_.vocabulary.score(a) > knowledge_.vocabulary.score(b);
  });
  all.resize(most);
  return all;
}

}  // namespace codau::restore
