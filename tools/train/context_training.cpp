#include "train/context_training.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>
#include <span>
#include <unordered_map>

#include "core/target_clones.h"
#include "restore/decode/context_input.h"
#include "restore/text/spelling.h"
#include "restore/text/tokens.h"
#include "train/section_writer.h"

namespace codau::train {
namespace {

constexpr std::size_t kLanes = 16;
constexpr std::size_t kMostHidden = 1024;
constexpr std::size_t kMostWords = 64;  ///< of one fold
constexpr std::size_t kChunk = 4096;    ///< tokens read in order; chunks are shuffled
constexpr float kSureEnough = 0.002F;   ///< nats: nothing to learn from less
constexpr float kTopicScale = 1.0F / lm::kTopicDivisor;

/// e^x within 2e-6, in a loop that the compiler can widen. Precondition: |x| < 80.
inline float exp_of(float x) {
  const float scaled = x * 1.44269504F;
  const auto whole = static_cast<std::int32_t>(scaled + 192.0F) - 192;  // towards −∞
  const float rest = (scaled - static_cast<float>(whole)) * 0.693147181F;
  const float power =
      1.0F +
      rest * (1.0F + rest * (0.5F + rest * (1.0F / 6 + rest * (1.0F / 24 + rest * (1.0F / 120)))));
  return std::bit_cast<float>((whole + 127) << 23) * power;
}

CODAU_CLONE_FOR_AVX2 void add(float* sum, const float* row, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) sum[i] += row[i];
}
CODAU_CLONE_FOR_AVX2 void add_scaled(float* sum, const float* row, float scale, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) sum[i] += scale * row[i];
}
CODAU_CLONE_FOR_AVX2 float product(const float* a, const float* b, std::size_t size) {
  std::array<float, kLanes> sums{};
  for (std::size_t i = 0; i < size; i += kLanes) {
    for (std::size_t k = 0; k < kLanes; ++k) sums[k] += a[i + k] * b[i + k];
  }
  float sum = 0;
  for (const float part : sums) sum += part;
  return sum;
}
CODAU_CLONE_FOR_AVX2 void activate(const float* hidden, float* gates, float* units,
                                   std::size_t half) {
  for (std::size_t k = 0; k < half; ++k) {
    const float x = std::min(30.0F, std::max(-30.0F, hidden[half + k]));
    gates[k] = 1.0F / (1.0F + exp_of(-x));
    units[k] = hidden[k] * gates[k];
  }
}
CODAU_CLONE_FOR_AVX2 void activate_back(const float* hidden, const float* gates, const float* down,
                                        float* out, std::size_t half) {
  for (std::size_t k = 0; k < half; ++k) {
    out[k] = gates[k] * down[k];
    out[half + k] = hidden[k] * gates[k] * (1.0F - gates[k]) * down[k];
  }
}

/// Numbers by chance, the same everywhere (splitmix64).
class Chance {
 public:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  /// In [−1, 1).
  float sign() { return static_cast<float>(next() >> 40U) / 8388608.0F - 1.0F; }

 private:
  std::uint64_t state_ = 1;
};

/// Rows of weights, each with its own rate of learning (AdaGrad by row).
class Rows {
 public:
  Rows(std::size_t rows, std::size_t size)
      : size_(size), weights_(rows * size), squares_(rows, 1e-3F) {}
  void scatter(float spread, Chance& chance) {
    for (float& weight : weights_) weight = spread * chance.sign();
  }
  [[nodiscard]] const float* operator[](std::size_t row) const { return &weights_[row * size_]; }
  [[nodiscard]] std::vector<float>& weights() { return weights_; }

  /// Against `slope`, whose mean square is `square`.
  void learn(std::size_t row, const float* slope, float square, float rate, float scale = 1) {
    squares_[row] += square * scale * scale;
    add_scaled(&weights_[row * size_], slope, -rate * scale / std::sqrt(squares_[row]), size_);
  }

 private:
  std::size_t size_;
  std::vector<float> weights_, squares_;
};

/// The words of a fold.
struct Group {
  lm::WordId begin = 0, end = 0;
};

class Trainer {
 public:
  Trainer(const ContextText& text, const Vocabulary& vocabulary, const ContextOptions& options)
      : text_(text),
        vocabulary_(vocabulary),
        options_(options),
        hidden_(options.hidden),
        half_(options.hidden / 2),
        folds_of_words_(vocabulary.words.size(), lm::kUnknownFold),
        groups_(lm::kFirstFold),
        near_(0, 0),
        forms_(lm::kNearPositions * lm::kFormCount, hidden_),
        ngrams_(std::size_t{1} << options.log_rows, hidden_),
        topics_(0, 0),
        bias_(1, hidden_),
        words_(vocabulary.words.size(), half_) {
    for (std::size_t i = 0; i < lm::kFirstWord; ++i) {
      folds_of_words_[i] = static_cast<std::uint16_t>(i);
    }
    for (std::size_t i = lm::kFirstWord; i < vocabulary.words.size(); ++i) {
      const bool is_new = i == lm::kFirstWord || vocabulary.folds[i] != vocabulary.folds[i - 1];
      if (is_new) groups_.push_back({static_cast<lm::WordId>(i), static_cast<lm::WordId>(i)});
      groups_.back().end = static_cast<lm::WordId>(i + 1);
      folds_of_words_[i] = static_cast<std::uint16_t>(groups_.size() - 1);
    }
    near_ = Rows(lm::kNearPositions * groups_.size(), hidden_);
    topics_ = Rows(groups_.size(), hidden_);
    word_bias_.assign(vocabulary.words.size(), 0);
    bias_squares_.assign(vocabulary.words.size(), 1e-2F);
  }

  void run(const std::function<void(const std::string&)>& report) {
    const std::size_t chunks = (text_.tokens.size() + kChunk - 1) / kChunk;
    std::vector<std::uint32_t> order(chunks);
    std::iota(order.begin(), order.end(), 0U);
    const std::size_t all = chunks * options_.epochs;
    std::size_t done = 0;
    if (all > 0) start();  // without training all words stay alike
    for (unsigned epoch = 0; epoch < options_.epochs; ++epoch) {
      for (std::size_t i = chunks; i > 1; --i) std::swap(order[i - 1], order[chance_.next() % i]);
      for (const std::uint32_t chunk : order) {
        const float share = static_cast<float>(done) / static_cast<float>(all);
        rate_ = options_.rate * (1 - 0.9F * share);
        const std::size_t end = std::min(text_.tokens.size(), (chunk + std::size_t{1}) * kChunk);
        for (std::size_t at = chunk * kChunk; at < end; at += lm::kSegmentTokens) segment(at);
        if (++done % 1000 == 0 || done == all) {
          report(std::to_string(done) + " of " + std::to_string(all) + " chunks, loss " +
                 std::to_string(loss_ / static_cast<double>(std::max<std::size_t>(1, seen_))));
          loss_ = 0;
          seen_ = 0;
        }
      }
    }
  }

  void write(const std::string& path);

 private:
  void forget_plain_form();
  void start() {
    near_.scatter(0.02F, chance_);
    topics_.scatter(0.02F, chance_);
    words_.scatter(0.05F, chance_);
    bias_.weights().assign(hidden_, 0.1F);
    for (std::size_t i = lm::kFirstWord; i < word_bias_.size(); ++i) word_bias_[i] = log_share(i);
  }

  /// log of the share of word `i`; its own mathematics for the same bits anywhere.
  [[nodiscard]] float log_share(std::size_t i) const {
    std::uint64_t seen = 1;
    for (const auto& domain : vocabulary_.frequency) seen += domain[i];
    const int whole = static_cast<int>(std::bit_width(seen)) - 1;
    const float rest = static_cast<float>(seen) / static_cast<float>(std::uint64_t{1} << whole) - 1;
    return 0.693147181F * (static_cast<float>(whole) + rest) - 18.0F;
  }

  [[nodiscard]] lm::ContextToken at(std::size_t position, std::size_t offset) const {
    const auto where = static_cast<std::ptrdiff_t>(position + offset) - lm::kNearTokens;
    const bool inside = where >= 0 && where < static_cast<std::ptrdiff_t>(text_.tokens.size());
    return inside ? text_.tokens[static_cast<std::size_t>(where)]
                  : lm::ContextToken{lm::kParagraphFold, 0};
  }

  /// Tokens [first, first + kSegmentTokens), which share a topic.
  void segment(std::size_t first) {
    const std::size_t begin = first - std::min(first, lm::kTopicTokens);
    const std::size_t end =
        std::min(text_.tokens.size(), first + lm::kSegmentTokens + lm::kTopicTokens);
    topic_.fill(0);
    topic_slope_.fill(0);
    for (std::size_t i = begin; i < end; ++i) {
      add(topic_.data(), topics_[text_.tokens[i].fold], hidden_);
    }
    bool learnt = false;
    for (std::size_t i = first; i < std::min(end, first + lm::kSegmentTokens); ++i) {
      if (text_.words[i] < lm::kFirstWord) continue;
      const Group group = groups_[text_.tokens[i].fold];
      if (group.end - group.begin < 2 || group.end - group.begin > int{kMostWords}) continue;
      learnt |= token(i, group);
    }
    if (!learnt) return;
    const float square = mean_square(topic_slope_.data(), hidden_);
    for (std::size_t i = begin; i < end; ++i) {
      topics_.learn(text_.tokens[i].fold, topic_slope_.data(), square, rate_, kTopicScale);
    }
  }

  [[nodiscard]] static float mean_square(const float* values, std::size_t size) {
    return product(values, values, size) / static_cast<float>(size);
  }

  /// False where nothing was left to learn.
  bool token(std::size_t position, Group group) {
    std::array<std::size_t, lm::kNgramOffsets.size()> ngram_rows{};
    for (std::size_t i = 0; i < ngram_rows.size(); ++i) {
      ngram_rows.at(i) = lm::hash_ngram(text_.tokens, position, i, options_.log_rows);
    }
    sum_rows(position, ngram_rows);
    activate(sum_.data(), gates_.data(), units_.data(), half_);
    const std::size_t size = group.end - group.begin;
    const std::size_t right = text_.words[position] - group.begin;
    std::array<float, kMostWords> shares{};
    const float loss = score(group, right, shares);
    loss_ += static_cast<double>(loss);
    ++seen_;
    if (loss < kSureEnough) return false;
    std::array<float, kMostHidden> down{};
    const float square = mean_square(units_.data(), half_);
    for (std::size_t i = 0; i < size; ++i) {
      const float slope = shares.at(i) - (i == right ? 1.0F : 0.0F);
      if (slope < 1e-3F && slope > -1e-3F) continue;
      const std::size_t word = group.begin + i;
      add_scaled(down.data(), words_[word], slope, half_);
      words_.learn(word, units_.data(), square, rate_, slope);
      bias_squares_[word] += slope * slope;
      word_bias_[word] -= rate_ * slope / std::sqrt(bias_squares_[word]);
    }
    activate_back(sum_.data(), gates_.data(), down.data(), slope_.data(), half_);
    learn(position, ngram_rows);
    return true;
  }

  void sum_rows(std::size_t position,
                const std::array<std::size_t, lm::kNgramOffsets.size()>& ngram_rows) {
    std::copy_n(bias_[0], hidden_, sum_.begin());
    add_scaled(sum_.data(), topic_.data(), kTopicScale, hidden_);
    for (std::size_t p = 0; p < lm::kNearPositions; ++p) {
      const lm::ContextToken token = at(position, p);
      add(sum_.data(), near_[p * groups_.size() + token.fold], hidden_);
      add(sum_.data(), forms_[p * lm::kFormCount + token.form], hidden_);
    }
    for (const std::size_t row : ngram_rows) add(sum_.data(), ngrams_[row], hidden_);
  }

  /// Fills the shares of the words of `group`; returns −log of the share of `right`.
  float score(Group group, std::size_t right, std::array<float, kMostWords>& shares) {
    const std::size_t size = group.end - group.begin;
    float highest = -1e30F, total = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t word = group.begin + i;
      shares.at(i) = product(words_[word], units_.data(), half_) + word_bias_[word];
      highest = std::max(highest, shares.at(i));
    }
    for (std::size_t i = 0; i < size; ++i) {
      shares.at(i) = exp_of(std::max(-60.0F, shares.at(i) - highest));
      total += shares.at(i);
    }
    for (std::size_t i = 0; i < size; ++i) shares.at(i) /= total;
    return -std::log(std::max(shares.at(right), 1e-20F));  // only reported, and compared to a limit
  }

  void learn(std::size_t position,
             const std::array<std::size_t, lm::kNgramOffsets.size()>& ngram_rows) {
    const float* slope = slope_.data();
    const float square = mean_square(slope, hidden_);
    for (std::size_t p = 0; p < lm::kNearPositions; ++p) {
      const lm::ContextToken token = at(position, p);
      near_.learn(p * groups_.size() + token.fold, slope, square, rate_);
      forms_.learn(p * lm::kFormCount + token.form, slope, square, rate_);
    }
    for (const std::size_t row : ngram_rows) ngrams_.learn(row, slope, square, rate_);
    bias_.learn(0, slope, square, rate_);
    add(topic_slope_.data(), slope, hidden_);
  }

  const ContextText& text_;
  const Vocabulary& vocabulary_;
  const ContextOptions& options_;
  std::size_t hidden_, half_;
  Chance chance_;
  std::vector<std::uint16_t> folds_of_words_;
  std::vector<Group> groups_;  ///< by fold
  Rows near_, forms_, ngrams_, topics_, bias_, words_;
  std::vector<float> word_bias_, bias_squares_;
  float rate_ = 0;
  double loss_ = 0;
  std::size_t seen_ = 0;
  std::array<float, kMostHidden> topic_{}, topic_slope_{}, sum_{}, slope_{}, gates_{}, units_{};
};

/// In whole steps of `step`.
template <class T>
std::string in_steps(const std::vector<float>& weights, float step) {
  std::string out;
  out.reserve(weights.size() * sizeof(T));
  constexpr float kLimit = sizeof(T) == 1 ? 127 : 8000;
  for (const float weight : weights) {
    const float steps = std::clamp(weight / step, -kLimit, kLimit);
    put(out, static_cast<T>(steps < 0 ? steps - 0.5F : steps + 0.5F));
  }
  return out;
}

/// `weight` in steps of `step`, at most kMaxUnitSteps.
int steps_of(float weight, float step) {
  if (step <= 0) return 0;
  const float steps = weight / step;
  const int whole = static_cast<int>(steps < 0 ? steps - 0.5F : steps + 0.5F);
  return std::clamp(whole, -lm::kMaxUnitSteps, lm::kMaxUnitSteps);
}

/// The scale of a row with the least squared error; the largest weights may be cut.
int scale_of(std::span<const float> row) {
  float largest = 0;
  for (const float weight : row) largest = std::max(largest, std::max(weight, -weight));
  int best = 1;
  float least = 1e30F;
  if (largest <= 0) return 0;
  for (int share = 5; share <= 10; ++share) {
    const float wanted =
        largest / (lm::kHiddenStep * lm::kMaxUnitSteps) * static_cast<float>(share) / 10;
    const int scale = std::clamp(static_cast<int>(wanted + 0.5F), 1, 255);
    const float step = lm::kHiddenStep * static_cast<float>(scale);
    float error = 0;
    for (const float weight : row) {
      const float rest = weight - step * static_cast<float>(steps_of(weight, step));
      error += rest * rest;
    }
    if (error < least) best = scale;
    least = std::min(least, error);
  }
  return best;
}

/// Rows of four bits a unit, and their scales (lm/context_format.h).
std::array<std::string, 2> packed(const std::vector<float>& weights, std::size_t hidden) {
  std::array<std::string, 2> out;
  out[0].reserve(weights.size() / 2);
  for (std::size_t begin = 0; begin < weights.size(); begin += hidden) {
    const std::span<const float> row(&weights[begin], hidden);
    const int scale = scale_of(row);
    const float step = lm::kHiddenStep * static_cast<float>(scale);
    for (std::size_t k = 0; k < hidden / 2; ++k) {
      const auto low = static_cast<unsigned>(steps_of(row[k], step)) & 0xFU;
      const auto high = static_cast<unsigned>(steps_of(row[hidden / 2 + k], step)) & 0xFU;
      put(out[0], static_cast<std::uint8_t>(low | high << 4U));
    }
    put(out[1], static_cast<std::uint8_t>(scale));
  }
  return out;
}

/// Most tokens have the plain form: its rows go into the bias, and no time is spent on them.
void Trainer::forget_plain_form() {
  std::vector<float>& rows = forms_.weights();
  for (std::size_t p = 0; p < lm::kNearPositions; ++p) {
    float* const plain = &rows[p * lm::kFormCount * hidden_];
    add(bias_.weights().data(), plain, hidden_);
    for (std::size_t form = lm::kFormCount; form-- > 0;) {
      add_scaled(plain + form * hidden_, plain, -1, hidden_);
    }
  }
}

void Trainer::write(const std::string& path) {
  std::array<std::string, lm::kContextSectionCount> blocks;
  const auto block = [&](lm::ContextSection which) -> std::string& {
    return blocks.at(static_cast<std::size_t>(which));
  };
  const auto put_rows = [&](lm::ContextSection which, Rows& rows) {
    std::array<std::string, 2> made = packed(rows.weights(), hidden_);
    block(which) = std::move(made[0]);
    blocks.at(static_cast<std::size_t>(which) + 1) = std::move(made[1]);
  };
  for (const std::uint16_t fold : folds_of_words_) put(block(lm::ContextSection::kFolds), fold);
  put_rows(lm::ContextSection::kNearRows, near_);
  forget_plain_form();
  put_rows(lm::ContextSection::kFormRows, forms_);
  put_rows(lm::ContextSection::kNgramRows, ngrams_);
  put_rows(lm::ContextSection::kTopicRows, topics_);
  block(lm::ContextSection::kBias) = in_steps<std::int16_t>(bias_.weights(), lm::kHiddenStep);
  block(lm::ContextSection::kWordRows) = in_steps<std::int8_t>(words_.weights(), lm::kWordRowStep);
  for (const float bias : word_bias_) put(block(lm::ContextSection::kWordBias), bias);
  write_sections(path, lm::kContextFormat,
                 {static_cast<std::uint32_t>(hidden_), options_.log_rows,
                  static_cast<std::uint32_t>(groups_.size()),
                  static_cast<std::uint32_t>(folds_of_words_.size()), 0},
                 blocks);
}

}  // namespace

void read_context(const Lines& lines, const Vocabulary& vocabulary, ContextText& text) {
  std::unordered_map<std::string_view, lm::WordId> ids;
  std::unordered_map<std::string_view, std::uint16_t> folds;
  for (std::size_t i = lm::kFirstWord; i < vocabulary.words.size(); ++i) {
    ids[vocabulary.words[i]] = static_cast<lm::WordId>(i);
    folds.try_emplace(vocabulary.folds[i],
                      static_cast<std::uint16_t>(lm::kFirstFold + folds.size()));
  }
  lines([&](std::string_view line) {
    const auto tokens = restore::tokenise(line, restore::TextSource::kCorpus);
    std::vector<lm::WordId> words(tokens.size(), lm::kUnknown);
    const auto fold_of = [&](std::size_t i) {
      if (!tokens[i].is_plain) return lm::kUnknownFold;
      const std::string word = restore::to_model_spelling(slice(line, tokens[i].text));
      if (const auto it = ids.find(word); it != ids.end()) words[i] = it->second;
      const auto it = folds.find(restore::fold_word(word));
      return it == folds.end() ? lm::kUnknownFold : it->second;
    };
    const restore::ContextInput here = restore::make_context_input(line, tokens, fold_of);
    const std::size_t begin = text.tokens.size();
    text.tokens.insert(text.tokens.end(), here.model_tokens.begin(), here.model_tokens.end());
    text.words.resize(text.tokens.size(), lm::kUnknown);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (words[i] != lm::kUnknown) text.words[begin + here.positions[i]] = words[i];
    }
  });
}

void train_context(const ContextText& text, const Vocabulary& vocabulary,
                   const ContextOptions& options, const std::string& path,
                   const std::function<void(const std::string&)>& report) {
  Trainer trainer(text, vocabulary, options);
  trainer.run(report);
  trainer.write(path);
}

}  // namespace codau::train
