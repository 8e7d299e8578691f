// document/prose/label_sets.h — learns labels that only one document uses. They recur together,
// such as "Phòng cầm việc: …" and "Xong trước: …" below each item (document/README.md).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "document/sections/sections.h"
#include "document/tasks/document_context.h"
#include "document/tasks/label_roles.h"

namespace codau::document {

/// Returns true for paragraphs, bullets and headings, which may have labels.
[[nodiscard]] bool may_hold_labels(SectionKind kind);

/// Returns true for a sentence of running text, without number, dash and children. Between labelled
/// lines, such a sentence belongs to none of them. `holds_any`: the section has children.
[[nodiscard]] bool is_running_text(const SectionNode& node, bool holds_any);

/// The labels of a document that the lexicon does not know, and the known ones among them, with
/// their roles.
class LabelSets {
 public:
  LabelSets() = default;
  /// Learns labels that stand below two items or more, two of them together each time. Arguments:
  /// 1. `lists`: lists of neighbouring sections: the children of each section, and the roots.
  /// 2. `is_aim`: by section; sections below aims have no labels.
  LabelSets(const std::vector<SectionNode>& nodes,
            const std::vector<std::vector<std::uint32_t>>& lists, const std::vector<bool>& is_aim,
            const DocumentContext& context);

  [[nodiscard]] bool empty() const { return roles_.empty(); }
  /// Returns the role of a label that the lexicon does not know, or only without its number ("Việc
  /// 2"). Returns nothing for a label that was not learnt.
  [[nodiscard]] std::optional<LabelRole> role_of(std::string_view title) const;

  /// Returns true if the label of a section begins the same labels once more: "Hạng mục: …".
  [[nodiscard]] bool is_item_start(std::uint32_t section) const { return items_.contains(section); }
  /// Returns true if these labels begin with who leads or when. Then another label has the task.
  [[nodiscard]] bool is_item_lead(std::uint32_t section) const { return led_.contains(section); }

 private:
  std::map<std::string, LabelRole, std::less<>> roles_;  ///< by folded title
  std::set<std::uint32_t> items_, led_;
};

}  // namespace codau::document
