# A file that .zshrc takes in forces another processor.
finds=goenv.target-forced
break_it()
{
	echo 'export GOARCH=arm64' >.dev.env
	echo '. ~/.dev.env' >>.zshrc
}
