// document/read_document.h — the stage RestoredDocument → Document.
#pragma once

#include "core/values.h"
#include "document/document.h"

namespace codau::document {

/// Reads header, sections, tables, tasks, recipients, references and flags. Never invents: what is
/// not printed stays empty. Sources inside deadlines, agencies and references are bytes of
/// after.text, as every other. Throws nothing but kInternal.
/// Laws: every non-empty Field::source lies inside after.text and is on character borders;
/// parents precede children; section bytes ascend and never overlap.
[[nodiscard]] Document read_document(const RestoredDocument& input);

}  // namespace codau::document
