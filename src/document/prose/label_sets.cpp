#include "document/prose/label_sets.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "document/tasks/duty_actor.h"
#include "document/words/passage.h"

namespace codau::document {
namespace {

struct LabelledValue {
  std::string name, title, value;
};

/// The labels of a section; `is_line` where it begins with the first.
struct SectionLabels {
  std::vector<LabelledValue> all;
  std::string_view before;  ///< the words in front of the first
  bool is_line = false;
};

/// Labels that stand together, each section by section.
struct Block {
  std::vector<LabelledValue> pairs;
  std::uint32_t section = 0;  ///< of the first
  bool is_line = false;
  bool follows = false;   ///< behind a block that began with the same label, no item between
  bool is_first = false;  ///< no words stand before it, nor before those that it follows
};

LabelledValue pair_of(std::string_view title, std::string_view value) {
  constexpr std::size_t kEnough = 600;  // bytes: what a longer value is tells its beginning
  if (value.size() > kEnough) value = value.substr(0, value.find_last_of(' ', kEnough));
  value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
  value = value.substr(0, value.find_last_not_of(" .;,()+-\n") + 1);
  return {normalise_label(title), std::string(title), std::string(value)};
}

/// Cuts words into labels with their values: a label begins the words or stands behind a stop.
SectionLabels pairs_in(const Lexicon& lexicon, std::string_view text) {
  const auto is_title = [&](std::string_view title) { return may_be_label(lexicon, title); };
  SectionLabels out;
  std::vector<ByteRange> titles;
  for (std::size_t at = text.find(':'); at != text.npos; at = text.find(':', at + 1)) {
    const auto colon = static_cast<std::uint32_t>(at);
    if (const auto begin = find_label_start(text, colon, ".;(\n", is_title))
      titles.push_back({*begin, colon});
  }
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const std::size_t end = i + 1 < titles.size() ? titles[i + 1].begin : text.size();
    out.all.push_back(
        pair_of(slice(text, titles[i]), text.substr(titles[i].end + 1, end - titles[i].end - 1)));
  }
  out.before = text.substr(0, titles.empty() ? text.size() : titles.front().begin);
  out.is_line = !titles.empty() && titles.front().begin == 0;
  return out;
}

class Finder {
 public:
  Finder(const std::vector<SectionNode>& nodes,
         const std::vector<std::vector<std::uint32_t>>& lists, const std::vector<bool>& is_aim,
         const DocumentContext& context)
      : nodes_(nodes),
        lists_(lists),
        is_aim_(is_aim),
        agencies_(context.agencies),
        lexicon_(context.agencies.lexicon) {}

  std::vector<Block> blocks() {
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) pairs_.push_back(pairs_of(i));
    for (const SectionLabels& pairs : pairs_) {
      if (pairs.is_line) ++times_[pairs.all.front().name];
    }
    std::vector<Block> out;
    for (std::uint32_t i = 0; i < lists_.size(); ++i) {
      if (i >= nodes_.size() || !holds_block(i)) gather(lists_[i], out);
    }
    return out;
  }

 private:
  /// The blocks among sections that stand beside each other.
  void gather(std::span<const std::uint32_t> sections, std::vector<Block>& out) {
    bool is_open = false, may_follow = false, is_first = true;
    for (const std::uint32_t i : sections) {
      SectionLabels& pairs = pairs_[i];
      if (pairs.all.empty()) {
        const bool is_between = is_open && out.back().is_first && is_running_text(i);
        may_follow = is_between;
        is_open = false;
        is_first = nodes_[i].text.text.ends_with(':');
        continue;
      }
      const bool begins_again = (is_open || may_follow) && pairs.is_line && out.back().is_line &&
                                pairs.all.front().name == out.back().pairs.front().name;
      const bool begins = !is_open || !pairs.is_line || begins_again || is_item(i);
      if (begins) out.push_back({{}, i, pairs.is_line, begins_again, is_first || begins_again});
      std::ranges::copy(pairs.all, std::back_inserter(out.back().pairs));
      if (holds_block(i)) {
        for (const std::uint32_t child : lists_[i])
          std::ranges::copy(pairs_[child].all, std::back_inserter(out.back().pairs));
      }
      is_open = true;
      may_follow = is_first = false;
    }
  }

  /// "1. Đơn vị thực hiện: …" again and again, and what is to be done behind labels below it.
  [[nodiscard]] bool holds_block(std::uint32_t i) const {
    const SectionLabels& own = pairs_[i];
    if (!own.is_line || times_.at(own.all.front().name) < 2 ||
        !is_actor_or_time_label(lexicon_, own.all.front().title))
      return false;
    std::size_t tasks = 0;
    for (const std::uint32_t child : lists_[i]) {
      if (!pairs_[child].is_line && !is_running_text(child)) return false;
      for (const LabelledValue& pair : pairs_[child].all) {
        if (pair.name == own.all.front().name) return false;
        if (is_task_label(lexicon_, pair.title)) ++tasks;
      }
    }
    return tasks == 1;
  }

  [[nodiscard]] bool is_running_text(std::uint32_t i) const {
    return document::is_running_text(nodes_[i], !lists_[i].empty());
  }

  /// "1. Tưới cây: …": a number, and words that come once; labels may have numbers, too.
  [[nodiscard]] bool is_item(std::uint32_t i) const {
    return nodes_[i].has_number() && times_.at(pairs_[i].all.front().name) == 1;
  }

  [[nodiscard]] SectionLabels pairs_of(std::uint32_t i) const {
    const SectionNode& node = nodes_[i];
    if (!may_hold_labels(node.section.kind) || is_aim_[i]) return {};
    SectionLabels out = pairs_in(lexicon_, node.text.empty() ? node.heading.text : node.text.text);
    if (node.has_both()) {
      if (!may_be_label(lexicon_, node.heading.text)) return {};
      out.all.insert(out.all.begin(), pair_of(node.heading.text, out.before));
      out.is_line = true;
    }
    if (out.all.empty() || !out.all.back().value.empty() || lists_[i].empty()) return out;
    const Passage& first =
        nodes_[lists_[i].front()].text;  // a duty that names who acts is no value
    if (!read_sentence_actor(first, agencies_)) out.all.back().value = first.text;
    return out;
  }

  const std::vector<SectionNode>& nodes_;
  const std::vector<std::vector<std::uint32_t>>& lists_;
  const std::vector<bool>& is_aim_;
  const AgencyContext& agencies_;
  const Lexicon& lexicon_;
  std::vector<SectionLabels> pairs_;                       ///< of each section
  std::map<std::string, std::size_t, std::less<>> times_;  ///< a section begins with a label
};

/// Labels in sets: two are of one where they stand together in two blocks or more.
class Sets {
 public:
  explicit Sets(const std::vector<Block>& blocks) {
    constexpr std::size_t kMostLabels = 12;  // of a task: a longer list is something else
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> together;
    for (const Block& block : blocks) {
      std::set<std::size_t> labels;
      if (block.pairs.size() > kMostLabels) continue;
      for (const LabelledValue& pair : block.pairs) labels.insert(add(pair));
      for (auto a = labels.begin(); a != labels.end(); ++a) {
        for (auto b = std::next(a); b != labels.end(); ++b) {
          if (++together[{*a, *b}] == 2) parent_[root(*b)] = root(*a);
        }
      }
    }
  }

  /// The labels of each set that has more than one.
  [[nodiscard]] std::vector<std::vector<LabelOccurrences>> all() {
    std::map<std::size_t, std::vector<LabelOccurrences>> sets;
    for (std::size_t i = 0; i < labels_.size(); ++i) sets[root(i)].push_back(labels_[i]);
    std::vector<std::vector<LabelOccurrences>> out;
    for (auto& [root, set] : sets) {
      if (set.size() > 1) out.push_back(std::move(set));
    }
    return out;
  }

 private:
  std::size_t add(const LabelledValue& pair) {
    const auto [place, is_new] = index_.emplace(pair.name, labels_.size());
    if (is_new) {
      labels_.push_back({pair.title, {}});
      parent_.push_back(place->second);
    }
    labels_[place->second].values.push_back(pair.value);
    return place->second;
  }

  std::size_t root(std::size_t label) {
    while (parent_[label] != label) label = parent_[label] = parent_[parent_[label]];
    return label;
  }

  std::map<std::string, std::size_t> index_;
  std::vector<LabelOccurrences> labels_;
  std::vector<std::size_t> parent_;
};

}  // namespace

bool may_hold_labels(SectionKind kind) {
  return kind == SectionKind::kPara || kind == SectionKind::kBullet ||
         kind == SectionKind::kHeading;
}

bool is_running_text(const SectionNode& node, bool holds_any) {
  return may_hold_labels(node.section.kind) && !node.section.num_raw && node.heading.empty() &&
         !holds_any && node.text.text.ends_with('.');
}

LabelSets::LabelSets(const std::vector<SectionNode>& nodes,
                     const std::vector<std::vector<std::uint32_t>>& lists,
                     const std::vector<bool>& is_aim, const DocumentContext& context) {
  const std::vector<Block> blocks = Finder(nodes, lists, is_aim, context).blocks();
  for (const std::vector<LabelOccurrences>& set : Sets(blocks).all()) {
    const std::vector<LabelRole> roles = infer_label_roles(set, context);
    for (std::size_t i = 0; i < roles.size(); ++i) roles_[normalise_label(set[i].title)] = roles[i];
  }
  std::set<std::string> first;  // what blocks that follow each other begin with
  for (const Block& block : blocks) {
    const auto found = roles_.find(block.pairs.front().name);
    if (!block.follows || found == roles_.end()) continue;
    if (found->second.is_open) found->second = {ColumnRole::kTask, true, true};
    if (found->second.role == ColumnRole::kTask) first.insert(found->first);
  }
  for (const Block& block : blocks) {
    if (block.is_line && first.contains(block.pairs.front().name)) items_.insert(block.section);
  }
  const auto is_led = [&](const Block& block) {
    const auto has_role = [&](const LabelledValue& pair, ColumnRole role) {
      const auto found = roles_.find(pair.name);
      return found != roles_.end() && found->second.role == role;
    };
    const LabelledValue& leader = block.pairs.front();
    const bool is_task_named = std::ranges::count_if(block.pairs, [&](const LabelledValue& pair) {
                                 return has_role(pair, ColumnRole::kTask);
                               }) == 1;
    return block.is_line && is_task_named &&
           (has_role(leader, ColumnRole::kLead) || has_role(leader, ColumnRole::kDeadline));
  };
  for (std::size_t begin = 0, end = 0; begin < blocks.size(); begin = end) {
    for (end = begin + 1; end < blocks.size() && blocks[end].follows;) ++end;
    const auto run = std::span(blocks).subspan(begin, end - begin);
    if (std::ranges::count_if(run, is_led) < 2) continue;
    for (const Block& block : run) {
      if (is_led(block)) led_.insert(block.section);
    }
  }
  items_.insert(led_.begin(), led_.end());
}

std::optional<LabelRole> LabelSets::role_of(std::string_view title) const {
  if (roles_.empty()) return std::nullopt;
  const auto found = roles_.find(normalise_label(title));
  return found == roles_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace codau::document
