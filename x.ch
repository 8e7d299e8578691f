{"start":7,"end":13,"out_start":7,"out_end":13,"before":"bồng","after":"bống","rule":"viet_ocr","source":"ocr_restore","confidence":0.9999,"runner_up":"bang"}
