// markup/formats.h — the readers of each format, called by markup/read.h.
#pragma once

#include "markup/read.h"

namespace codau::markup {

/// Reads kAlto, kHocr and kPage.
void read_xml(Format format, const Input& input, const TakePassage& take);
void read_markdown(const Input& input, const TakePassage& take);
void read_json(const Input& input, const TakePassage& take);

}  // namespace codau::markup
