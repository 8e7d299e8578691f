#include "markup/read.h"

#include "markup/format_readers.h"

namespace codau::markup {

void read(MarkupFormat format, const MarkupInput& input, const TakeChunk& take) {
  switch (format) {
    case MarkupFormat::kAlto:
    case MarkupFormat::kHocr:
    case MarkupFormat::kPage:
      return read_xml(format, input, take);
    case MarkupFormat::kMarkdown:
      return read_markdown(input, take);
    case MarkupFormat::kJson:
      return read_json(input, take);
  }
}

}  // namespace codau::markup
