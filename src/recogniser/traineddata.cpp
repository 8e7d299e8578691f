#include "recogniser/traineddata.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "nn/byte_reader.h"

namespace codau::recogniser {

std::string_view find_component(std::string_view traineddata, TraineddataComponent component) {
  const auto which = static_cast<std::size_t>(component);
  nn::ByteReader bytes(traineddata);
  const auto count = bytes.number<std::uint32_t>();
  constexpr std::uint32_t kMaxComponents = 200;
  if (which >= count || count > kMaxComponents) return {};
  std::vector<std::uint64_t> starts(count);
  for (std::uint64_t& start : starts) start = bytes.number<std::uint64_t>();
  if (!bytes.ok() || starts[which] > traineddata.size()) return {};
  // A component ends at the start of the next existing one. A missing component starts at -1.
  constexpr auto kMissingOffset = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t end = traineddata.size();
  for (std::size_t i = count; i-- > which + 1;) end = starts[i] == kMissingOffset ? end : starts[i];
  return end < starts[which] || end > traineddata.size()
             ? std::string_view()
             : traineddata.substr(starts[which], end - starts[which]);
}

// Returns the first word of each line, except the first line, which holds the number of texts.
std::vector<std::string> read_unicharset(std::string_view traineddata) {
  std::string_view lines = find_component(traineddata, TraineddataComponent::kLstmUnicharset);
  std::vector<std::string> texts;
  const auto next_line = [&lines] {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    return line;
  };
  const std::string_view first = next_line();
  std::size_t count = 0;
  std::from_chars(first.data(), first.data() + first.size(), count);
  constexpr std::size_t kMaxTextBytes = 64;  // bytes; Debian's longest has 10
  if (count == 0 || count > kMaxClasses) return {};
  while (texts.size() < count && !lines.empty()) {
    const std::string_view line = next_line();
    const std::string_view text = line.substr(0, line.find(' '));
    if (text.size() > kMaxTextBytes) return {};
    texts.emplace_back(text == "NULL" ? " " : text);
  }
  return texts.size() == count ? texts : std::vector<std::string>();
}

}  // namespace codau::recogniser
