#include "train/channel_training.h"

#include <array>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>

#include "core/error.h"
#include "restore/channel/channel.h"
#include "restore/text/spelling.h"
#include "text/data_table.h"
#include "train/engines.h"

namespace codau::train {
namespace {

constexpr std::size_t kMaxPieceLength = restore::Channel::kMaxPieceLength;
constexpr double kInfiniteCost = std::numeric_limits<double>::infinity();

/// Before anything is known: letters stay, lose their marks, become something, in this order.
double first_cost(char32_t letter, std::u32string_view seen) {
  if (seen.size() == 1 && seen[0] == letter) return 0;
  if (seen.size() == 1 && restore::fold(seen[0]) == restore::fold(letter)) return 1;
  constexpr std::array<double, kMaxPieceLength + 1> kBySize{5, 3.5, 5.5, 8};
  const bool marked = letter > 0x7F;
  return kBySize.at(seen.size()) + (marked ? 0 : 1.5);
}

double cost_of(const ChannelTable& table, char32_t letter, const std::u32string& seen) {
  if (table.empty()) return first_cost(letter, seen);
  const auto row = table.find(letter);
  const auto it = row == table.end() ? decltype(row->second.end()){} : row->second.find(seen);
  if (row == table.end() || it == row->second.end()) return 8 + first_cost(letter, seen);
  return -std::log(it->second);
}

using Alignment = std::vector<std::pair<char32_t, std::u32string>>;

/// The cheapest way to cut `seen` into pieces, one a letter; empty if there is none under `limit`.
Alignment align(const ChannelTable& table, const std::u32string& letters,
                const std::u32string& seen, double limit) {
  const std::size_t width = seen.size() + 1;
  std::vector<double> cost((letters.size() + 1) * width, kInfiniteCost);
  std::vector<std::uint8_t> taken(cost.size(), 0);
  cost[0] = 0;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    for (std::size_t j = 0; j < width; ++j) {
      if (cost[i * width + j] == kInfiniteCost) continue;
      for (std::size_t k = 0; k <= kMaxPieceLength && j + k < width; ++k) {
        const double sum = cost[i * width + j] + cost_of(table, letters[i], seen.substr(j, k));
        const std::size_t to = (i + 1) * width + j + k;
        if (sum >= cost[to]) continue;
        cost[to] = sum;
        taken[to] = static_cast<std::uint8_t>(k);
      }
    }
  }
  Alignment out;
  if (!(cost.back() < limit)) return out;
  for (std::size_t i = letters.size(), j = seen.size(); i > 0; --i) {
    const std::size_t k = taken[i * width + j];
    j -= k;
    out.emplace_back(letters[i - 1], seen.substr(j, k));
  }
  return out;
}

std::u32string lowered(const std::string& word) {
  std::u32string out = restore::to_utf32(word);
  for (char32_t& c : out) c = restore::to_lower(c);
  return out;
}

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

/// Letters that look alike to a reader that does not know them: of one base letter, or with the
/// same marks ("ấ ế ố").
std::array<std::u32string, 2> relatives(char32_t letter) {
  std::array<std::u32string, 2> out;
  const text::Letter here = text::letter(letter);
  const auto mark = [](const text::Letter& l) {
    return l.toneless == static_cast<char32_t>(l.bare);
  };
  if (letter < 0x80 || letter == U'đ') return out;
  for (const char32_t other : text::kLowerVowels) {
    const text::Letter there = text::letter(other);
    if (other == letter || other < 0x80) continue;
    if (there.bare == here.bare) out[0] += other;
    if (there.tone == here.tone && mark(there) == mark(here)) out[1] += other;
  }
  return out;
}

double total_of(const std::map<std::u32string, double>& row) {
  double total = 0;
  for (const auto& [seen, n] : row) total += n;
  return total;
}

/// What relatives become, as pseudo-counts: what was never seen of one letter may still come.
void borrow(const ChannelTable& counts, char32_t letter, std::map<std::u32string, double>& row) {
  constexpr double kBorrowed = 4;  // occurrences that all relatives of one kind count for
  for (const std::u32string& kind : relatives(letter)) {
    std::map<std::u32string, double> sum;
    for (const char32_t other : kind) {
      const auto it = counts.find(other);
      if (it == counts.end()) continue;
      for (const auto& [seen, n] : it->second) {
        // Plain letters and kept letters say something of their own letter only.
        const bool own = seen.size() == 1 && restore::fold(seen[0]) == restore::fold(other);
        if (!own) sum[seen] += n;
      }
    }
    const double total = total_of(sum);
    for (const auto& [seen, n] : sum) row[seen] += kBorrowed * n / (total + 40);
  }
}

void normalise(ChannelTable& table) {
  ChannelTable out = table;
  for (auto& [letter, row] : out) {
    borrow(table, letter, row);
    row[std::u32string(1, letter)] += 0.3;  // never seen is not never
    row[std::u32string(1, restore::fold(letter))] += 0.3;
    const double total = total_of(row) + 0.2;
    for (auto& [seen, n] : row) n /= total;
  }
  table = std::move(out);
}

}  // namespace

ChannelTable learn_channel(const std::vector<Pair>& words) {
  ChannelTable table;
  for (int round = 0; round < 6; ++round) {
    ChannelTable next;
    for (const auto& [true_word, seen_word] : words) {
      const std::u32string letters = lowered(true_word);
      const double limit = 6 + 3.0 * static_cast<double>(letters.size());
      for (auto& [letter, seen] : align(table, letters, lowered(seen_word), limit)) {
        if (restore::is_letter(letter)) next[letter][seen] += 1;
      }
    }
    normalise(next);
    table = std::move(next);
  }
  return table;
}

ChannelTable dropped_letters() {
  ChannelTable table;
  for (const char32_t letter : text::kLowerVowels) {
    auto& row = table[letter];
    const std::u32string same(1, letter);
    if (letter >= 0x1EA0) {
      row[U""] = 0.97;
      row[same] = 0.02;
    } else if (letter == U'ơ' || letter == U'ư') {
      row[same] = letter == U'ư' ? 0.9 : 0.2;
      row[std::u32string(1, restore::fold(letter))] = letter == U'ư' ? 0.08 : 0.78;
    } else {
      row[same] = 0.99;
    }
  }
  for (const char32_t letter : std::u32string(U"bcdđfghjklmnpqrstvwxz")) {
    table[letter][std::u32string(1, letter)] = 0.99;
  }
  return table;
}

std::map<std::string, std::vector<Pair>> read_pairs(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw Error(ErrorCode::kInput, path + ": the pairs cannot be opened");
  std::map<std::string, std::vector<Pair>> out;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    const std::string place = path + ": line " + std::to_string(++number) + ": ";
    const std::vector<std::string_view> cells = text::split(line, '\t');
    if (cells.size() != 3) throw Error(ErrorCode::kInput, place + "three columns are expected");
    const auto channel = channel_by_engine().find(cells[0]);
    if (channel == channel_by_engine().end())
      throw Error(ErrorCode::kInput,
                  place + "engine " + std::string(cells[0]) + " is not in tools/train/engines.tsv");
    const auto a = words_of(std::string(cells[1]));
    const auto b = words_of(std::string(cells[2]));
    if (a.size() != b.size()) continue;
    std::vector<Pair>& words = out[std::string(channel->second)];
    for (std::size_t i = 0; i < a.size(); ++i) words.emplace_back(a[i], b[i]);
  }
  return out;
}

void write_channels(const std::map<std::string, ChannelTable>& channels, const std::string& path) {
  std::ofstream out(path, std::ios::trunc);
  out << "# codau-channel 1\n";
  for (const auto& [name, table] : channels) {
    for (const auto& [letter, row] : table) {
      for (const auto& [seen, probability] : row) {
        if (probability < 5e-5) continue;
        out << name << '\t' << restore::to_utf8({&letter, 1}) << '\t' << restore::to_utf8(seen)
            << '\t' << std::round(probability * 1e6) / 1e6 << '\n';
      }
    }
  }
  if (!out.flush()) throw make_write_error(path, errno);
}

}  // namespace codau::train
