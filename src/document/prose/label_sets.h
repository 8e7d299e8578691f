// document/prose/label_sets.h — labels of a paper's own, told by coming again and again together
// (document/README.md).
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

/// Paragraphs, bullets and headings.
[[nodiscard]] bool may_hold_labels(SectionKind kind);

/// A sentence of running text, without number, dash and anything below it: between blocks of labels
/// it is of none of them.
[[nodiscard]] bool is_running_text(const SectionNode& node, bool holds_any);

/// The labels of a document that the list does not know, and of the list's those among them.
class LabelSets {
 public:
  LabelSets() = default;
  /// "Phòng cầm việc: …", "Xong trước: …" below two items or more, two such labels together each
  /// time. `lists` are sections that stand beside each other: what lies below each one, and the
  /// roots behind them; those that `is_aim` names hold none.
  LabelSets(const std::vector<SectionNode>& nodes,
            const std::vector<std::vector<std::uint32_t>>& lists, const std::vector<bool>& is_aim,
            const DocumentContext& context);

  [[nodiscard]] bool empty() const { return roles_.empty(); }
  /// Of a label that the list does not know, or not with a number ("Việc 2"); nothing where it is
  /// none of the document's.
  [[nodiscard]] std::optional<LabelRole> role_of(std::string_view title) const;

  /// A section whose label begins the same labels once more with nothing between: "Hạng mục: …".
  [[nodiscard]] bool is_item_start(std::uint32_t section) const { return items_.contains(section); }
  /// One of them that begins with who leads or when: what is to be done stands behind another label
  /// of the block.
  [[nodiscard]] bool is_item_lead(std::uint32_t section) const { return led_.contains(section); }

 private:
  std::map<std::string, LabelRole, std::less<>> roles_;  ///< by the folded title
  std::set<std::uint32_t> items_, led_;
};

}  // namespace codau::document
