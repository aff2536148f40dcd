{{- define "web.name" -}}shop{{- end }}
